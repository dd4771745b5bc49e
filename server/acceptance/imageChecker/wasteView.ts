import type { Analysis } from "./analysis.ts";
import type { DeadFile } from "./deadFiles.ts";
import type { Json } from "./savedImage.ts";

/** Most files in the list; the sums include all. */
const LISTED = 1000;
/** Most paths that a group names. */
const TOP = 3;

/** `/waste`: every file, and the sums of those with the same layers and cause, ordered by these. */
export function wasteView({ dead }: Analysis): Json {
  const items = dead.toSorted((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1));
  const groups = Map.groupBy(items, (file) => groupKey({ ...file }));
  return {
    bytes: bytesOf(items),
    items: items.slice(0, LISTED),
    total: items.length,
    groups: byKey([...groups.values()].map(groupOf)),
  };
}

/** What the API answers, its groups in the same order. */
export function orderedWaste(waste: Json): Json {
  return Array.isArray(waste.groups) ? { ...waste, groups: byKey(waste.groups) } : waste;
}

function groupOf(files: readonly DeadFile[]): Json {
  const { storedIn, hiddenBy, cause } = files[0] ?? {};
  return { storedIn, hiddenBy, cause, bytes: bytesOf(files), items: files.length, top: largest(files) };
}

/** The largest of the items in the deepest folder that contains all of them, folders with their totals. */
function largest(files: readonly DeadFile[]): Json[] {
  const folders = files.map(({ path }) => path.split("/").slice(0, -1));
  const shared = folders.reduce((a, b) => {
    const differs = a.findIndex((part, index) => part !== b[index]);
    return differs === -1 ? a : a.slice(0, differs);
  });
  const groups = Map.groupBy(files, ({ path }) =>
    path
      .split("/")
      .slice(0, shared.length + 1)
      .join("/"),
  );
  return [...groups]
    .map(([path, members]) => ({ path, bytes: bytesOf(members), items: members.length }))
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
    .slice(0, TOP);
}

function bytesOf(files: readonly DeadFile[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function byKey(groups: readonly Json[]): Json[] {
  return groups.toSorted((a, b) => (groupKey(a) < groupKey(b) ? -1 : 1));
}

function groupKey({ storedIn, hiddenBy, cause }: Json): string {
  return `${storedIn} ${hiddenBy} ${cause}`;
}
