import { expect, test } from "vitest";
import { ProblemError } from "#contract/problemError.ts";
import { imagesAndContainers } from "./imageFixture.ts";
import { type RemoveImageOptions, removeImage } from "./removeImage.ts";

function fixture() {
  const { services, ...rest } = imagesAndContainers();
  const remove = (ref: string, options?: RemoveImageOptions) => removeImage(services, "me", ref, options);
  const refusal = (ref: string, options?: RemoveImageOptions) => {
    try {
      remove(ref, options);
    } catch (error) {
      if (error instanceof ProblemError) return error.problem;
    }
    throw new Error("it was removed");
  };
  return { ...rest, services, remove, refusal };
}

test("a name of several is only untagged, even while a container runs", () => {
  const { put, use, remove, images } = fixture();
  const id = put(["demo:1", "demo:2"], { a: "a" });
  use(id, "running");
  expect(remove("demo:1")).toEqual({ untagged: ["demo:1"] });
  expect(images.get("me", id)?.tags).toEqual(["demo:2"]);
});

test("the last name takes the image with it", () => {
  const { put, remove, images } = fixture();
  const id = put(["demo:1"], { a: "a" });
  expect(remove("demo:1")).toEqual({ untagged: ["demo:1"], deleted: id });
  expect(images.list("me")).toEqual([]);
});

for (const phase of ["created", "exited", "running"] as const) {
  test(`the last name stays while a container is ${phase}, with the daemon's reason`, () => {
    const { put, use, refusal, images } = fixture();
    const id = put(["demo:1"], { a: "a" });
    use(id, phase);
    const { code, detail, next } = refusal("demo:1");
    expect(code).toBe("image/in-use");
    expect(detail).toBe(
      `conflict: unable to remove repository reference "demo:1" (must force) - container 111111111111 is using its referenced image ${id.slice(7, 19)}`,
    );
    expect(next).toContain("user1");
    expect(images.get("me", id)?.tags).toEqual(["demo:1"]);
  });
}

test("force removes an image of a stopped container, and only the name of a running one's", () => {
  const { put, use, remove, images } = fixture();
  const [stopped, running] = [put(["old:1"], { a: "a" }), put(["new:1"], { b: "b" })];
  use(stopped, "exited");
  use(running, "running");
  expect(remove("old:1", { force: true })).toEqual({ untagged: ["old:1"], deleted: stopped });
  expect(remove("new:1", { force: true })).toEqual({ untagged: ["new:1"] });
  expect(images.list("me").map(({ id }) => id)).toEqual([running]);
});

test("an ID can't remove the image of a running container, even by force", () => {
  const { put, use, refusal } = fixture();
  const id = put(["demo:1"], { a: "a" });
  use(id, "running");
  for (const force of [false, true]) {
    expect(refusal(id, { force }).detail).toBe(
      `conflict: unable to delete ${id.slice(7, 19)} (cannot be forced) - image is being used by running container 111111111111`,
    );
  }
});

test("an ID removes the image of a stopped container by force only", () => {
  const { put, use, refusal, remove } = fixture();
  const id = put([], { a: "a" });
  use(id, "exited");
  expect(refusal(id.slice(7, 19)).detail).toBe(
    `conflict: unable to delete ${id.slice(7, 19)} (must be forced) - image is being used by stopped container 111111111111`,
  );
  expect(remove(id.slice(7, 19), { force: true })).toEqual({ untagged: [], deleted: id });
});

test("an ID with several names is removed by force, or if it stands for every name", () => {
  const { put, refusal, remove } = fixture();
  const one = put(["one:1", "one:2"], { a: "a" });
  expect(refusal(one).detail).toContain("image is referenced in multiple repositories");
  expect(remove(one, { force: true })).toEqual({ untagged: ["one:1", "one:2"], deleted: one });
  const two = put(["two:1", "two:2"], { a: "a" });
  expect(remove(two, { everyName: true }).deleted).toBe(two);
});

test("containers of somebody else do not count, and their images are not found", () => {
  const { put, use, services } = fixture();
  const id = put(["demo:1"], { a: "a" });
  use(id, "running");
  expect(() => removeImage(services, "you", "demo:1")).toThrow(/not found/);
});
