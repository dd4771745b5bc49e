import type { LayerEntry } from "#server/oci/store/layerEntry.ts";

type Attributes = Pick<LayerEntry, "mode" | "uid" | "gid" | "xattrs">;

/** Whether mode, owner, and extended attributes are the same; times don't count. */
export function sameAttributes(a: Attributes, b: Attributes): boolean {
  return a.mode === b.mode && a.uid === b.uid && a.gid === b.gid && sameXattrs(a.xattrs ?? {}, b.xattrs ?? {});
}

/** In any order: tars differ in it. */
function sameXattrs(a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
