import { expect, test } from "vitest";
import { imagesAndContainers } from "./imageFixture.ts";
import { pruneImages } from "./pruneImages.ts";

test("removes the images without a name that no container uses, and counts the bytes of their own layers", () => {
  const { services, images, put, use } = imagesAndContainers();
  const [shared, own] = [{ shared: "x".repeat(5000) }, { own: "y".repeat(9000) }];
  const named = put(["demo:1"], shared);
  const used = put([], { used: "z" });
  const unused = put([], shared, own);
  use(used, "exited");
  const size = images.get("me", unused)?.layers[1]?.size;
  expect(pruneImages(services, "me", { except: new Set() })).toEqual({
    removed: [{ untagged: [], deleted: unused }],
    bytes: size,
  });
  expect(images.list("me").map(({ id }) => id)).toEqual(expect.arrayContaining([named, used]));
});

test("with all, removes named images too, but not those of containers and not the excepted ones", () => {
  const { services, images, put, use } = imagesAndContainers();
  const [named, used, newest] = [put(["a:1"], { a: "a" }), put(["b:1"], { b: "b" }), put([], { c: "c" })];
  use(used, "running");
  const { removed } = pruneImages(services, "me", { all: true, except: new Set([newest]) });
  expect(removed).toEqual([{ untagged: ["a:1"], deleted: named }]);
  expect(images.list("me")).toHaveLength(2);
});
