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

/** The largest of the files and folders right under the deepest folder that holds them all. */
function topPaths(items: readonly WasteItem[]): WasteGroup["top"] {
  const shared = sharedFolder(items);
  const nameOf = ({ path }: WasteItem) => shared + (path.slice(shared.length).split("/", 1)[0] ?? "");
  return [...Map.groupBy(items, nameOf)]
    .map(([path, members]) => ({ path, bytes: bytesOf(members), items: members.length }))
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
    .slice(0, TOP);
}

/** With its closing slash. */
function sharedFolder(items: readonly WasteItem[]): string {
  let shared = folderOf(items[0]?.path ?? "/");
  for (const { path } of items) while (!path.startsWith(shared)) shared = folderOf(shared.slice(0, -1));
  return shared;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

function bytesOf(items: readonly { readonly bytes: number }[]): number {
  return items.reduce((total, { bytes }) => total + bytes, 0);
}
