import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type BashFiles, loadBash } from "#dockerfile/shell/loadBash.ts";
import type { Bash } from "#dockerfile/shell/shellScript.ts";

const require = createRequire(import.meta.url);
let loading: Promise<Bash> | undefined;

/** The bash grammar from node_modules, loaded once. */
export function bashFromModules(): Promise<Bash> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Bash> {
  return loadBash(await bashFiles());
}

export async function bashFiles(): Promise<BashFiles> {
  const [runtimeWasm, grammarWasm] = await Promise.all([
    readFile(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
    readFile(require.resolve("tree-sitter-bash/tree-sitter-bash.wasm")),
  ]);
  return { runtimeWasm, grammarWasm };
}
