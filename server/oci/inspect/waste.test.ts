import { afterAll, describe, expect, it } from "vitest";
import { contentComparer } from "./sameContent.ts";
import { imageStack } from "./stack.ts";
import { dir, file, gone, link, type Member, opaque, openTestImages } from "./testImages.ts";
import { imageWaste } from "./waste.ts";

const images = openTestImages();
afterAll(images.close);

async function wasteOf(...layers: Member[][]): Promise<string[]> {
  const sameContent = contentComparer(images.store);
  const { items } = await imageWaste(images.image(layers), { limit: 100, sameContent });
  return items.map((item) => `${item.bytes} ${item.path} ${item.storedIn}>${item.hiddenBy} ${item.cause}`);
}

describe("waste", () => {
  it("is nothing where every layer only adds", async () => {
    expect(await wasteOf([file("a", "1")], [file("b", "2")])).toEqual([]);
  });

  it("is a file that a later layer deletes or overwrites", async () => {
    expect(await wasteOf([file("a", "123"), file("b", "1234")], [gone("a"), file("b", "!")])).toEqual([
      "4 /b 0>1 overwritten",
      "3 /a 0>1 deleted",
    ]);
  });

  it("counts each stored copy of a file that is deleted, put back and deleted again", async () => {
    expect(await wasteOf([file("a", "1")], [gone("a")], [file("a", "22")], [gone("a")])).toEqual([
      "2 /a 2>3 deleted",
      "1 /a 0>1 deleted",
    ]);
  });

  it("does not count a file that was put back as visible waste", async () => {
    expect(await wasteOf([file("a", "1")], [gone("a")], [file("a", "22")])).toEqual(["1 /a 0>1 deleted"]);
  });

  it("finds the files in a deleted folder, once, though the folder's whiteout names none of them", async () => {
    expect(await wasteOf([dir("d"), file("d/x/y", "12345")], [gone("d")])).toEqual(["5 /d/x/y 0>1 deleted"]);
  });

  it("finds what an opaque folder hides, and the replaced copy of what it puts back", async () => {
    const below = [dir("d"), file("d/a", "12"), file("d/b", "3")];
    expect(await wasteOf(below, [opaque("d"), file("d/a", "new")])).toEqual([
      "2 /d/a 0>1 overwritten",
      "1 /d/b 0>1 deleted",
    ]);
  });

  it("finds the files of a folder that a file replaces", async () => {
    expect(await wasteOf([dir("d"), file("d/a", "12")], [file("d", "flat")])).toEqual(["2 /d/a 0>1 deleted"]);
  });

  it("keeps bytes alive while one of their hard links is there, and counts them once", async () => {
    const linked = [file("a", "12345"), link("b", "a"), link("c", "a")];
    expect(await wasteOf(linked, [gone("a"), gone("b")])).toEqual([]);
    expect(await wasteOf(linked, [gone("a"), gone("b")], [gone("c")])).toEqual(["5 /a 0>2 deleted"]);
  });

  it("calls a copy with the same bytes and other metadata by its name", async () => {
    expect(
      await wasteOf([file("a", "same"), file("b", "1234")], [file("a", "same", { mode: 0o755 }), file("b", "4321")]),
    ).toEqual(["4 /a 0>1 metadata-only", "4 /b 0>1 overwritten"]);
  });

  it("takes no notice of empty files", async () => {
    expect(await wasteOf([file("a", "")], [gone("a")])).toEqual([]);
  });

  it("lists the largest, and sums up all", async () => {
    const image = images.image([
      [file("a", "1"), file("b", "22"), file("c", "333")],
      [gone("a"), gone("b"), gone("c")],
    ]);
    const { bytes, items, total } = await imageWaste(image, { limit: 2 });
    expect({ bytes, total, paths: items.map((item) => item.path) }).toEqual({
      bytes: 6,
      total: 3,
      paths: ["/c", "/b"],
    });
  });

  it("is what the stack calls dead, in the layer that stores it", () => {
    const stack = imageStack(images.image([[file("a", "123")], [file("b", "4567")], [gone("a"), gone("b")]]));
    expect(stack.dead).toBe(7);
    expect(stack.rows.map((row) => row.layer?.dead)).toEqual([3, 4, 0]);
  });

  it("counts what one layer stores twice under the same name", async () => {
    expect(await wasteOf([file("a", "12"), file("a", "3")])).toEqual(["2 /a 0>0 overwritten"]);
  });
});
