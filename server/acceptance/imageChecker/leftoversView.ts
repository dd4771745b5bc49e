import { createHash } from "node:crypto";
import type { Analysis } from "./analysis.ts";
import { isFolder, kindOf, type Stored, type Tree } from "./merge.ts";
import { asJson, type Json } from "./savedImage.ts";
import { startOf } from "./sparseContent.ts";

const RULES: readonly (readonly [folder: RegExp, code: string])[] = [
  [/^var\/lib\/apt\/lists$/, "apt-lists"],
  [/^var\/cache\/apt$/, "apt-archives"],
  [/^(var\/cache\/apk|etc\/apk\/cache)$/, "apk-cache"],
  [/^var\/cache\/(dnf|yum)$/, "rpm-cache"],
  [/(^|\/)\.cache\/pip$/, "pip-cache"],
  [/(^|\/)\.npm\/_cacache$/, "npm-cache"],
  [/(^|\/)(\.cache\/yarn|\.yarn\/cache)$|^usr\/local\/share\/\.cache\/yarn$/, "yarn-cache"],
  [/(^|\/)\.cache\/go-build$|^(root\/)?go\/pkg\/mod\/cache$/, "go-cache"],
  [/(^|\/)\.cargo\/registry$|^usr\/local\/cargo\/registry$/, "cargo-cache"],
  [/^(var\/)?tmp$/, "temporary-files"],
  [/^var\/log$/, "logs"],
  [/^usr\/share\/(doc|man|info)$/, "documentation"],
];

/** `/leftovers` */
export function leftoversView({ tree }: Analysis): Json {
  const files = [...tree].filter(([, name]) => kindOf(name) === "file" && sizeOf(name.stored) > 0);
  const found = files.flatMap(([path, { stored }]) => {
    const leftover = leftoverOf(path, tree);
    return leftover === undefined ? [] : [{ ...leftover, stored }];
  });
  const groups = Map.groupBy(found, ({ code, path, stored }) => `${code} ${path} ${stored.layer}`);
  const items = [...groups.values()]
    .map((members) => {
      const stored = new Set(members.map((one) => one.stored));
      const { stored: first, ...leftover } = members[0] ?? { stored: undefined, code: "" };
      return { ...leftover, bytes: sum([...stored].map(sizeOf)), files: stored.size, layer: first?.layer ?? 0 };
    })
    .filter(({ code, bytes }) => code !== "documentation" || bytes >= 1_000_000);
  return { bytes: sum(items.map(({ bytes }) => bytes)), total: items.length, items, duplicates: duplicatesIn(files) };
}

/** What the API answers; of files of no bytes, which it counts with others of their folder, the checker knows nothing. */
export function comparableLeftovers({ items, ...others }: Json): Json {
  return { ...others, items: (Array.isArray(items) ? items.map(asJson) : []).toSorted(byName) };
}

function byName(a: Json, b: Json): number {
  return `${a.path} ${a.layer}` < `${b.path} ${b.layer}` ? -1 : 1;
}

type Leftover = { readonly code: string; readonly path: string; readonly evidence?: string };

/** By the uppermost folder that says what it is. */
function leftoverOf(path: string, tree: Tree): Leftover | undefined {
  const parts = path.split("/");
  for (const length of parts.keys()) {
    const folder = parts.slice(0, length).join("/");
    const name = parts[length - 1];
    if (name === ".git" && tree.has(`${folder}/HEAD`)) return { code: "git-folder", path: `/${folder}` };
    const code = RULES.find(([rule]) => rule.test(folder))?.[1];
    if (code !== undefined) return { code, path: `/${folder}` };
    if (name === "node_modules") return devModule(parts, length, tree);
    if (name === "__pycache__" && length === parts.length - 1) return orphan(path, tree);
  }
  return undefined;
}

function orphan(path: string, tree: Tree): Leftover | undefined {
  const [file = "", , ...folder] = path.split("/").reverse();
  if (!file.endsWith(".pyc") || file.split(".").length < 3) return undefined;
  const source = [...folder.reverse(), `${file.split(".")[0]}.py`].join("/");
  return tree.has(source) ? undefined : { code: "orphan-bytecode", path: `/${path}` };
}

function devModule(parts: readonly string[], length: number, tree: Tree): Leftover | undefined {
  const scoped = parts[length]?.startsWith("@") ? 2 : 1;
  const name = parts.slice(length, length + scoped).join("/");
  const path = `/${parts.slice(0, length + scoped).join("/")}`;
  const lock = [...parts.slice(0, length), ".package-lock.json"].join("/");
  const packages = asJson(asJson(jsonAt(lock, tree)).packages);
  if (tree.has(lock))
    return asJson(packages[`node_modules/${name}`]).dev === true
      ? { code: "dev-modules", path, evidence: `/${lock}` }
      : undefined;
  const manifest = [...parts.slice(0, length - 1), "package.json"].join("/");
  const { dependencies, devDependencies } = asJson(jsonAt(manifest, tree));
  const isDev = Object.hasOwn(asJson(devDependencies), name) && !Object.hasOwn(asJson(dependencies), name);
  return isDev ? { code: "dev-modules", path, evidence: `/${manifest}` } : undefined;
}

function jsonAt(path: string, tree: Tree): unknown {
  const name = tree.get(path);
  const content = name === undefined || isFolder(name) ? undefined : name.stored.item?.content;
  return content === undefined ? {} : JSON.parse(startOf(content, content.size).toString());
}

function duplicatesIn(files: readonly (readonly [string, { readonly stored: Stored }])[]): Json {
  const firstNames = new Map<Stored, string>();
  for (const [path, { stored }] of files.toSorted(([a], [b]) => (a < b ? 1 : -1))) {
    if (sizeOf(stored) >= 1024) firstNames.set(stored, path);
  }
  const same = [...Map.groupBy(firstNames, ([stored]) => digestOf(stored))].filter(([, copies]) => copies.length > 1);
  const items = same
    .map(([digest, copies]): Json & { readonly wasted: number; readonly at: readonly { readonly path: string }[] } => {
      const bytes = sizeOf(copies[0]?.[0]);
      const at = copies
        .map(([{ layer }, path]) => ({ path: `/${path}`, layer }))
        .sort((a, b) => (a.path < b.path ? -1 : 1));
      return { digest, bytes, copies: copies.length, wasted: bytes * (copies.length - 1), at: at.slice(0, 20) };
    })
    .sort((a, b) => b.wasted - a.wasted || ((a.at[0]?.path ?? "") < (b.at[0]?.path ?? "") ? -1 : 1));
  const bytes = sum(items.map(({ wasted }) => wasted));
  return { bytes, total: items.length, items: items.slice(0, 200), notCompared: 0 };
}

function digestOf({ item }: Stored): string {
  const bytes = item === undefined ? Buffer.alloc(0) : startOf(item.content, item.content.size);
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

function sizeOf(stored: Stored | undefined): number {
  return stored?.item?.content.size ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
