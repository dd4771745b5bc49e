import type { WasteGroup, WasteItem } from "#contract/image.ts";

/** Most paths that a group names. */
const TOP = 3;

/** The sums of all items that one layer stores and another hides for one cause; largest first. */
export function wasteGroups(items: readonly WasteItem[]): WasteGroup[] {
  const byPlace = Map.groupBy(items, ({ storedIn, hiddenBy, cause }) => `${storedIn} ${hiddenBy} ${cause}`);
  return [...byPlace.values()]
    .flatMap((members) => {
      const [first] = members;
      if (first === undefined) return [];
      const { storedIn, hiddenBy, cause } = first;
      return [{ storedIn, hiddenBy, cause, bytes: bytesOf(members), items: members.length, top: topPaths(members) }];
    })
    .sort((a, b) => b.bytes - a.bytes);
}

/** The largest of the files and folders directly below the deepest folder that contains all of them. */
function topPaths(items: readonly WasteItem[]): WasteGroup["top"] {
  const shared = sharedFolder(items);
  const nameOf = ({ path }: WasteItem) => shared + (path.slice(shared.length).split("/", 1)[0] ?? "");
  return [...Map.groupBy(items, nameOf)]
    .map(([path, members]) => ({ path, bytes: bytesOf(members), items: members.length }))
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
    .slice(0, TOP);
}

/** With its trailing slash. Paths may be a megabyte long, so each is read once. */
function sharedFolder(items: readonly WasteItem[]): string {
  const [first, ...others] = items;
  let shared = first?.path.slice(0, first.path.lastIndexOf("/") + 1) ?? "";
  for (const { path } of others) {
    let length = 0;
    while (length < shared.length && shared.charCodeAt(length) === path.charCodeAt(length)) length += 1;
    if (length < shared.length) shared = shared.slice(0, shared.lastIndexOf("/", length - 1) + 1);
  }
  return shared;
}

function bytesOf(items: readonly { readonly bytes: number }[]): number {
  return items.reduce((total, { bytes }) => total + bytes, 0);
}
