import { expect, test } from "vitest";
import { newImage, putLayer } from "#server/oci/store/storeFixture.ts";
import { dropAllHidden } from "./dropHidden.ts";
import { imagesAndContainers } from "./imageFixture.ts";

test("of the images that no list shows, those stay that a container or a build needs, of any owner", () => {
  const { services, images, use, put } = imagesAndContainers();
  const hide = (workspace: string, name: string) => {
    const layer = putLayer(images.blobs, { [name]: name });
    return images.put({ ...newImage([layer], []), workspace, hidden: true }).id;
  };
  const listed = put(["demo:1"], { a: "a" });
  const [used, made, left, others] = [hide("me", "u"), hide("me", "m"), hide("me", "l"), hide("you", "o")];
  use(used, "exited");
  dropAllHidden({ ...services, builds: { hiddenImages: (owner) => (owner === "me" ? [made] : []) } });
  const isThere = (owner: string, id: string) => images.get(owner, id) !== undefined;
  expect([listed, used, made, left].map((id) => isThere("me", id))).toEqual([true, true, true, false]);
  expect(isThere("you", others)).toBe(false);
});
