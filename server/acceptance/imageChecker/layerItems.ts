import type { Member } from "./readTar.ts";

/** A member of a layer. `path` has no slash at its ends and no dots; the root is "". */
export interface LayerItem extends Member {
  readonly path: string;
  /** `one` hides `path` of the layers below, `all` everything in the folder `path`. */
  readonly hides?: "one" | "all";
}

/** The members of a layer's tar by path, with whiteouts parsed (OCI image-spec, layer.md). */
export function layerItems(members: readonly Member[]): LayerItem[] {
  return members.flatMap((member): LayerItem[] => {
    const parts = partsOf(member.name);
    const last = parts.at(-1) ?? "";
    const folder = parts.slice(0, -1);
    if (last === ".wh..wh..opq") return [{ ...member, path: folder.join("/"), hides: "all" }];
    // Other names of AUFS are its own bookkeeping.
    if (last.startsWith(".wh..wh.")) return [];
    if (last.startsWith(".wh.")) return [{ ...member, path: [...folder, last.slice(4)].join("/"), hides: "one" }];
    const link = member.kind === "hardlink" ? partsOf(member.link).join("/") : member.link;
    return [{ ...member, path: parts.join("/"), link }];
  });
}

export function partsOf(path: string): string[] {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts;
}
