import { afterAll, describe, expect, it } from "vitest";
import { ContentDigests } from "#server/oci/store/contentDigests.ts";
import type { InspectedImage } from "./inspectedImage.ts";
import { imageStack } from "./stack.ts";
import { dir, file, gone, link, type Member, opaque, openTestImages, symlink } from "./testImages.ts";
import { imageWaste } from "./waste.ts";

const images = openTestImages();
afterAll(images.close);

const digests = new ContentDigests(images.store);

function find(image: InspectedImage, limit = 100) {
  const layers = image.layers.map(({ diffId }) => diffId);
  return imageWaste(image, {
    limit,
    digestOf: ({ layer, entry }) => digests.of(layers[layer] ?? image.id, entry),
  });
}

function wasteOf(...layers: Member[][]): string[] {
  const { items } = find(images.image(layers));
  return items.map((item) => `${item.bytes} ${item.path} ${item.storedIn}>${item.hiddenBy} ${item.cause}`);
}

describe("waste", () => {
  it("is empty if every layer only adds", () => {
    expect(wasteOf([file("a", "1")], [file("b", "2")])).toEqual([]);
  });

  it("is a file that a later layer deletes or overwrites", () => {
    expect(wasteOf([file("a", "123"), file("b", "1234")], [gone("a"), file("b", "!")])).toEqual([
      "4 /b 0>1 overwritten",
      "3 /a 0>1 deleted",
    ]);
  });

  it("counts each stored copy of a file that is deleted, put back, and deleted again", () => {
    expect(wasteOf([file("a", "1")], [gone("a")], [file("a", "22")], [gone("a")])).toEqual([
      "2 /a 2>3 deleted",
      "1 /a 0>1 deleted",
    ]);
  });

  it("does not count a file that was put back as visible waste", () => {
    expect(wasteOf([file("a", "1")], [gone("a")], [file("a", "22")])).toEqual(["1 /a 0>1 deleted"]);
  });

  it("finds the files in a deleted folder, once, although the folder's whiteout names none of them", () => {
    expect(wasteOf([dir("d"), file("d/x/y", "12345")], [gone("d")])).toEqual(["5 /d/x/y 0>1 deleted"]);
  });

  it("finds what an opaque folder hides, and the replaced copy of what it puts back", () => {
    const below = [dir("d"), file("d/a", "12"), file("d/b", "3")];
    expect(wasteOf(below, [opaque("d"), file("d/a", "new")])).toEqual(["2 /d/a 0>1 overwritten", "1 /d/b 0>1 deleted"]);
  });

  it("finds the files of a folder that a file replaces", () => {
    expect(wasteOf([dir("d"), file("d/a", "12")], [file("d", "flat")])).toEqual(["2 /d/a 0>1 deleted"]);
  });

  it("keeps bytes alive while one of their hard links exists, and counts them once", () => {
    const linked = [file("a", "12345"), link("b", "a"), link("c", "a")];
    expect(wasteOf(linked, [gone("a"), gone("b")])).toEqual([]);
    expect(wasteOf(linked, [gone("a"), gone("b")], [gone("c")])).toEqual(["5 /c 0>2 deleted"]);
  });

  it("shows the cause of a second copy of the same bytes", () => {
    const stored = (name: string) => file(name, "same", { mtime: 1, xattrs: { "user.a": "MQ==", "user.b": "Mg==" } });
    const again = (name: string, extras: Partial<Member>) => ({ ...stored(name), ...extras });
    expect(
      wasteOf(
        [stored("bytes"), stored("mode"), stored("owner"), stored("time"), stored("nothing")],
        [
          again("bytes", { text: "SAME" }),
          again("mode", { mode: 0o600, mtime: 2 }),
          again("owner", { uid: 7 }),
          again("time", { mtime: 2 }),
          again("nothing", { xattrs: { "user.b": "Mg==", "user.a": "MQ==" } }),
        ],
      ),
    ).toEqual([
      "4 /bytes 0>1 overwritten",
      "4 /mode 0>1 metadata-only",
      "4 /nothing 0>1 stored-again",
      "4 /owner 0>1 metadata-only",
      "4 /time 0>1 time-only",
    ]);
  });

  it("is overwritten if a folder, listed or implied, or a symlink replaces a file", () => {
    const below = [file("a", "1"), file("b", "22"), file("c", "333")];
    expect(wasteOf(below, [dir("a"), file("b/x", ""), symlink("c", "a")])).toEqual([
      "3 /c 0>1 overwritten",
      "2 /b 0>1 overwritten",
      "1 /a 0>1 overwritten",
    ]);
  });

  it("takes the cause from the name that is removed last, not first", () => {
    const linked = [file("a", "c"), link("b", "a")];
    const changed = file("b", "c", { mode: 0o600 });
    expect(wasteOf(linked, [gone("a")], [changed])).toEqual(["1 /b 0>2 metadata-only"]);
    expect(wasteOf(linked, [gone("a"), changed])).toEqual(["1 /b 0>1 metadata-only"]);
    expect(wasteOf(linked, [gone("a"), gone("b")])).toEqual(["1 /a 0>1 deleted"]);
  });

  it("compares files however large they are", () => {
    const half = Buffer.alloc(3 * 1024 * 1024, "x").toString();
    expect(wasteOf([file("a", `${half}1`)], [file("a", `${half}1`, { mode: 0o600 })])).toEqual([
      "3145729 /a 0>1 metadata-only",
    ]);
    expect(wasteOf([file("a", `${half}1`)], [file("a", `${half}2`)])).toEqual(["3145729 /a 0>1 overwritten"]);
  });

  it("is found once for an image, without reading its files again", () => {
    const image = images.image([[file("a", "1")], [file("a", "2")]]);
    const failing = () => {
      throw new Error("read again");
    };
    expect(() => imageWaste(image, { limit: 1, digestOf: failing })).toThrow("read again");
    const found = find(image, 1);
    expect(found.items).toHaveLength(1);
    expect(imageWaste(image, { limit: 1, digestOf: failing })).toEqual(found);
  });

  it("ignores empty files", () => {
    expect(wasteOf([file("a", "")], [gone("a")])).toEqual([]);
  });

  it("lists the largest items, and sums up all", () => {
    const image = images.image([
      [file("a", "1"), file("b", "22"), file("c", "333")],
      [gone("a"), gone("b"), gone("c")],
    ]);
    const { bytes, items, total } = find(image, 2);
    expect({ bytes, total, paths: items.map((item) => item.path) }).toEqual({
      bytes: 6,
      total: 3,
      paths: ["/c", "/b"],
    });
  });

  it("equals the stack's dead bytes, in the layer that stores them", () => {
    const stack = imageStack(images.image([[file("a", "123")], [file("b", "4567")], [gone("a"), gone("b")]]));
    expect(stack.dead).toBe(7);
    expect(stack.rows.map((row) => row.layer?.dead)).toEqual([3, 4, 0]);
  });

  it("includes what one layer stores twice under the same name", () => {
    expect(wasteOf([file("a", "12"), file("a", "3")])).toEqual(["2 /a 0>0 overwritten"]);
  });
});

describe("the sums of waste", () => {
  it("cover all files, by layers and cause, however few are listed", () => {
    const small = Array.from({ length: 50 }, (_, index) => file(`usr/share/doc/${index}/README`, "12345"));
    const image = images.image([
      [...small, file("var/log", "123"), file("etc/passwd", "root")],
      [gone("usr/share/doc"), gone("var/log")],
      [file("etc/passwd", "root", { mode: 0o600 })],
    ]);
    const { groups, bytes } = find(image, 1);
    expect(bytes).toBe(257);
    expect(groups).toEqual([
      {
        storedIn: 0,
        hiddenBy: 1,
        cause: "deleted",
        bytes: 253,
        items: 51,
        top: [
          { path: "/usr", bytes: 250, items: 50 },
          { path: "/var", bytes: 3, items: 1 },
        ],
      },
      {
        storedIn: 0,
        hiddenBy: 2,
        cause: "metadata-only",
        bytes: 4,
        items: 1,
        top: [{ path: "/etc/passwd", bytes: 4, items: 1 }],
      },
    ]);
  });

  it("name the files or folders directly below their common folder", () => {
    const below = ["a", "b", "c", "d"].map((name, index) => file(`srv/app/${name}/x`, "1".repeat(index + 1)));
    const { groups } = find(images.image([below, [gone("srv")]]));
    expect(groups[0]?.top.map(({ path }) => path)).toEqual(["/srv/app/d", "/srv/app/c", "/srv/app/b"]);
  });
});
