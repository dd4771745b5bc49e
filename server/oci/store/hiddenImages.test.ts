import { describe, expect, test } from "vitest";
import type { ImageStore } from "./imageStore.ts";
import { newImage, storeWithLayer } from "./storeFixture.ts";

describe("a hidden image", () => {
  function withHidden() {
    const { images, layer } = storeWithLayer();
    const image = newImage([layer], [], "hidden");
    const { id } = images.put({ ...image, hidden: true });
    return { images, image, id };
  }
  const listed = (images: ImageStore) => images.list("w").map(({ id }) => id);

  test("is found by its ID, kept, and in no list", () => {
    const { images, id } = withHidden();
    expect(images.require("w", id).id).toBe(id);
    expect(listed(images)).toEqual([]);
    expect(images.lastingBlobs()).toContain(id);
  });

  test("is listed once it has a name", () => {
    const { images, id } = withHidden();
    images.tag("w", id, "named");
    expect(listed(images)).toEqual([id]);
  });

  test("is listed once it is put as any other, and stays listed then", () => {
    const { images, image, id } = withHidden();
    images.put(image);
    images.put({ ...image, hidden: true });
    expect(listed(images)).toEqual([id]);
  });

  test("is dropped if nothing uses it", () => {
    const { images, id } = withHidden();
    images.dropHidden("w", new Set([id]));
    expect(images.get("w", id)?.id).toBe(id);
    images.dropHidden("w", new Set());
    expect(images.get("w", id)).toBeUndefined();
  });
});
