import path from "node:path";
import type { Plugin, Rolldown } from "vite";
import { LATE, NOT_WITH_EDITOR, UNUSED } from "./unusedMonacoParts.ts";

/** What settings and colors are for, to be read in a view of settings that the page does not have. */
const DESCRIBING =
  /\/monaco-editor\/esm\/vs\/(?:editor\/common\/(?:config\/editor(?:Options|ConfigurationSchema)|core\/editorColorRegistry)|platform\/theme\/common\/colors\/\w+)\.js$/;

/** A text with the number of its translation. A short one is the name of something. */
const TEXT = /(localize\(\d+, )(?:"(?:[^"\\]|\\.){20,}"|'(?:[^'\\]|\\.){20,}')/g;

const PLACE = /\/monaco-editor\/esm\/vs\/(.+)$/;
const INSTEAD = "\0instead-of:";

const placeOf = (id: string | undefined): string => PLACE.exec(id ?? "")?.[1] ?? "";

/**
 * Leaves out of the editor library what unusedMonacoParts.ts lists, and the descriptions of its settings. Fails if the
 * library has moved one of them, or if the page loads with the editor what it must not: all that the library's start and
 * `setup`, the page's choice of its features, import statically.
 */
export function unusedMonaco(setup: string): Plugin {
  const left = new Set([...Object.keys(UNUSED), ...Object.keys(LATE)]);
  return {
    name: "unused-monaco",
    apply: "build",
    enforce: "pre",
    resolveId(source, importer) {
      if (!source.startsWith(".")) return undefined;
      const id = path.posix.join(path.posix.dirname(importer ?? ""), source);
      return LATE[placeOf(id)]?.importer === placeOf(importer) ? INSTEAD + id : undefined;
    },
    load(id) {
      const part = placeOf(id);
      const { instead } = (id.startsWith(INSTEAD) ? LATE[part] : UNUSED[part]) ?? {};
      if (instead !== undefined) left.delete(part);
      return instead;
    },
    transform(code, id) {
      return DESCRIBING.test(id) ? { code: code.replace(TEXT, '$1""'), map: null } : undefined;
    },
    buildEnd(error) {
      if (error !== undefined) return;
      if (left.size > 0) throw new Error(`Not in monaco-editor anymore: ${[...left].join(", ")}`);
      const start = [...this.getModuleIds()].filter((id) => id === setup || placeOf(id) === "editor/editor.api.js");
      const early = [...importersOf(start, this)].filter(([id]) => isNotWithEditor(id));
      const lines = early.map(([id, importer]) => `${placeOf(id)}, imported by ${placeOf(importer) || importer}`);
      if (lines.length > 0) throw new Error(`Loaded with the editor, and must not be:\n${lines.join("\n")}`);
    },
  };
}

/** All that is imported statically, each with the module that was first seen to import it. */
function importersOf(
  start: readonly string[],
  { getModuleInfo }: Pick<Rolldown.PluginContext, "getModuleInfo">,
): ReadonlyMap<string, string> {
  const importers = new Map(start.map((id) => [id, ""]));
  for (const id of importers.keys())
    for (const imported of getModuleInfo(id)?.importedIds ?? [])
      if (!importers.has(imported)) importers.set(imported, id);
  return importers;
}

function isNotWithEditor(id: string): boolean {
  const place = placeOf(id);
  return !(id.startsWith(INSTEAD) || place in UNUSED) && NOT_WITH_EDITOR.some((part) => place.startsWith(part));
}
