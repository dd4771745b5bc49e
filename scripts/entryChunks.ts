import path from "node:path";

/** What is asked of the bundler about a module. */
interface Modules {
  getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null;
}

/**
 * Puts all that the first page needs from the start into few files: one for each set of entries that share it. Left alone, the
 * bundler makes a file of its own for each combination of late parts, seventy of them. `entries` are by name, the first page's
 * first; their own modules start the pages, so nothing else may load them.
 */
export function entryChunks(
  root: string,
  entries: Readonly<Record<string, string>>,
): (id: string, modules: Modules) => string | null {
  let groups: ReadonlyMap<string, string> | undefined;
  return (id, modules) => {
    groups ??= groupsOf(root, entries, modules);
    return groups.get(id) ?? null;
  };
}

function groupsOf(root: string, entries: Readonly<Record<string, string>>, modules: Modules): Map<string, string> {
  const groups = new Map<string, string>();
  for (const [index, [name, entry]] of Object.entries(entries).entries()) {
    for (const id of reachable(path.join(root, entry), modules)) {
      const before = groups.get(id);
      if (before === undefined && index > 0) continue;
      groups.set(id, before === undefined ? name : `${before}-${name}`);
    }
  }
  return groups;
}

/**
 * Puts all of a late part that comes whole into one file, named for it. Left alone, the bundler would take out of it what
 * still later parts use too. The page's own modules stay where they are.
 */
export function lateChunk(name: string, entry: string): (id: string, modules: Modules) => string | null {
  let part: ReadonlySet<string> | undefined;
  return (id, modules) => {
    part ??= reachable(entry, modules).add(entry);
    return part.has(id) && id.includes("/node_modules/") ? name : null;
  };
}

/** By static imports. */
function reachable(entry: string, modules: Modules): Set<string> {
  const found = new Set([entry]);
  for (const id of found) for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  found.delete(entry);
  return found;
}
