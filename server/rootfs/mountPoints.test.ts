import { describe, expect, it } from "vitest";
import { emptyTree, type FileTree } from "#server/oci/store/fileTree.ts";
import type { LayerEntry } from "#server/oci/store/layerEntry.ts";
import { withoutOwnMountPoints } from "./mountPoints.ts";
import type { UpperEntry } from "./scanUpper.ts";
import { UPPER_LAYER } from "./upperLayer.ts";

const plain = { mode: 0o755, uid: 0, gid: 0, size: 0, mtime: 0 };

/** `a/` is a folder, `a -> b` a link, `a=text` a file with text. */
function entryOf(text: string): UpperEntry {
  const [path = "", linkTarget] = text.split(" -> ");
  if (linkTarget !== undefined) return { ...plain, path, type: "symlink", linkTarget, allocated: 0 };
  if (path.endsWith("/")) return { ...plain, path: path.slice(0, -1), type: "dir", allocated: 0 };
  const [name = "", content = ""] = path.split("=");
  return { ...plain, path: name, type: "file", size: content.length, allocated: 0 };
}

function imageOf(...texts: readonly string[]): FileTree {
  const entries = texts.map((text): LayerEntry => ({ ...entryOf(text), offset: 0 }));
  return emptyTree().withLayer(UPPER_LAYER, entries);
}

const kept = (image: FileTree, ...upper: readonly string[]) =>
  withoutOwnMountPoints(image, upper.map(entryOf)).map(({ path }) => path);

describe("the mount points of the sandbox's own files", () => {
  const files = ["etc/", "etc/hostname", "etc/hosts", "etc/resolv.conf"];

  it("are no part of the layer, nor are the folders made for them", () => {
    expect(kept(imageOf("etc/"), ...files, "made")).toEqual(["etc", "made"]);
    expect(kept(imageOf(), ...files, "dev/", "proc/", "sys/")).toEqual([]);
  });

  it("are no part of it where the links of the image lead", () => {
    const image = imageOf("etc/", "etc/resolv.conf -> ../run/x/stub", "etc/hosts -> /h", "h -> deep/h");
    expect(kept(image, "deep/", "deep/h", "made", "run/", "run/x/", "run/x/stub")).toEqual(["made"]);
    expect(kept(image, "run/", "run/mine", "run/x/", "run/x/stub")).toEqual(["run", "run/mine"]);
  });

  it("are left alone if links lead round and round", () => {
    expect(kept(imageOf("etc/", "etc/hosts -> hosts"), "etc/", "made")).toEqual(["etc", "made"]);
  });

  it("are part of it if a person filled them before the first start, or the image has them", () => {
    expect(kept(imageOf("etc/"), "etc/", "etc/hosts=mine")).toEqual(["etc", "etc/hosts"]);
    expect(kept(imageOf("etc/", "etc/hosts=image"), "etc/", "etc/hosts")).toEqual(["etc", "etc/hosts"]);
  });
});
