import { TarError } from "#server/oci/tar/tarEntry.ts";
import type { ScannedMember } from "#server/oci/tar/tarScan.ts";
import type { LayerEntry } from "./layerEntry.ts";

/** A layer's tar member as an entry; undefined for AUFS bookkeeping (`.wh..wh.…`), which is not a file. Throws a TarError. */
export function memberEntry(member: ScannedMember): LayerEntry | undefined {
  const path = pathInRoot(member.path);
  const slash = path.lastIndexOf("/");
  const name = path.slice(slash + 1);
  const parent = slash === -1 ? "" : path.slice(0, slash);
  if (name === ".wh..wh..opq") return { ...member, path: parent, type: "dir", size: 0, whiteout: "opaque" };
  if (name.startsWith(".wh..wh.")) return undefined;
  if (name.startsWith(".wh.")) {
    const hidden = name.slice(4);
    if (/^\.{0,2}$/.test(hidden)) throw new TarError(`${JSON.stringify(path)} is not a valid whiteout.`);
    return { ...member, path: parent === "" ? hidden : `${parent}/${hidden}`, size: 0, whiteout: "file" };
  }
  if (member.type !== "hardlink") return { ...member, path };
  return { ...member, path, linkTarget: pathInRoot(member.linkTarget ?? "") };
}

/** A path of a tar, normalized as in `LayerEntry.path`. Throws a TarError if it leads out of the root. */
export function pathInRoot(path: string): string {
  // Most paths are already normalized.
  if (!/(^|\/)(\.{0,2})(\/|$)/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) throw new TarError(`The path ${JSON.stringify(path)} leads out of the root.`);
  }
  return parts.join("/");
}
