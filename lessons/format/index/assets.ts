import { hasWildcards } from "#dockerfile/ignore/globMatch.ts";
import type { ScenarioAsset } from "../../scenario.ts";
import { type FolderFiles, folderPath } from "../folderFiles.ts";
import { SECOND_HOST } from "../gaps.ts";
import { MAX_ASSETS } from "../limits.ts";
import { type PathRoots, pathMessage, workspacePath } from "../workspacePath.ts";
import { globBase, matchesGlob } from "./glob.ts";
import type { IndexMap, IndexNode } from "./indexNode.ts";
import type { IndexReader } from "./indexValues.ts";

/** Files that a lesson, or a step of it, puts into the workspace: `{"host01": [{"file", "target", "chmod"}]}`. */
export function readAssets(of: IndexMap, reader: IndexReader, folder: FolderFiles, roots: PathRoots): ScenarioAsset[] {
  const hosts = reader.map(of, "assets");
  if (hosts === undefined) return [];
  const placed = new Map<string, ScenarioAsset>();
  for (const host of hosts.entries.keys()) {
    if (!/^(?:host0?1|client|node0?1|controlplane)$/i.test(host)) reader.findings.gap(SECOND_HOST);
    for (const entry of reader.list(hosts, host) ?? []) {
      for (const asset of readEntry(entry, reader, folder, roots)) {
        if (placed.size >= MAX_ASSETS) {
          reader.findings.error(
            reader.file,
            entry.range,
            `A lesson puts at most ${MAX_ASSETS} files into the workspace.`,
          );
          return [...placed.values()];
        }
        placed.set(asset.to, asset);
      }
    }
  }
  return [...placed.values()];
}

function readEntry(entry: IndexNode, reader: IndexReader, folder: FolderFiles, roots: PathRoots): ScenarioAsset[] {
  const refuse = (message: string, range = entry.range): ScenarioAsset[] => {
    reader.findings.error(reader.file, range, message);
    return [];
  };
  if (entry.kind !== "map") return refuse('An asset has to be an object such as { "file": "app.py", "target": "~/" }.');
  const file = reader.text(entry, "file");
  if (file === undefined) return refuse("This asset names no file.");
  const target = reader.text(entry, "target") ?? { text: "~/", range: entry.range };
  const place = workspacePath(target.text, { ...roots, editor: "" });
  if (!place.ok) return refuse(pathMessage(target.text, place.fault), target.range);
  const found = findFiles(file.text, folder);
  if (found.length === 0) return refuse(missing(file.text), file.range);
  const mode = readMode(entry, reader);
  const many = found.length > 1 || hasWildcards(file.text);
  return found.map(({ from, name }) => {
    const to =
      !many && namesFile(target.text, name) ? place.path : [place.path, name].filter((part) => part !== "").join("/");
    return { from, to, ...(mode === undefined ? {} : { mode }) };
  });
}

function missing(file: string): string {
  return `${file} is not in the folder assets. Add it, or correct the name.`;
}

/** The files that a name or pattern is for, each with its path below the target. Assets are in `assets`, or beside index.json. */
function findFiles(written: string, folder: FolderFiles): { from: string; name: string }[] {
  const path = folderPath(written.replace(/^(?:\.\/)?assets\//, ""));
  if (path === undefined) return [];
  for (const root of ["assets/", ""]) {
    const pattern = root + path;
    if (folder.has(pattern)) return [{ from: pattern, name: path.slice(path.lastIndexOf("/") + 1) }];
    const above = hasWildcards(path) ? globBase(pattern) : pattern.slice(0, Math.max(0, pattern.lastIndexOf("/")));
    const isMatch = (candidate: string) =>
      hasWildcards(path) ? matchesGlob(candidate, pattern) : candidate.startsWith(`${pattern}/`);
    const found = folder.paths.filter(isMatch);
    if (found.length > 0)
      return found.map((from) => ({ from, name: above === "" ? from : from.slice(above.length + 1) }));
  }
  return [];
}

/** Whether a target is the file's new path, not the folder that it goes to. */
function namesFile(target: string, name: string): boolean {
  const last = target.slice(target.lastIndexOf("/") + 1);
  if (last === "" || last === "~" || target === "." || /^\/root$|^\/home\/[^/]+$/.test(target)) return false;
  return last === name || /\.[A-Za-z0-9]+$/.test(last);
}

/** `+x`, `u+x`, `755`, `0755`. */
function readMode(entry: IndexMap, reader: IndexReader): number | undefined {
  const written = reader.text(entry, "chmod");
  if (written === undefined) return undefined;
  if (/^[ugoa]*\+[rwX]*x[rwX]*$/.test(written.text)) return 0o755;
  if (/^[ugoa]*[+=][rw]+$/.test(written.text)) return 0o644;
  if (/^0?[0-7]{3}$/.test(written.text)) return Number.parseInt(written.text, 8);
  return reader.findings.error(
    reader.file,
    written.range,
    `${written.text} is not a mode. Use +x or digits such as 755.`,
  );
}
