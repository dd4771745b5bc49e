import grammarWasm from "tree-sitter-bash/tree-sitter-bash.wasm?url";
import runtimeWasm from "web-tree-sitter/web-tree-sitter.wasm?url";
import { type HadolintConfigResult, readHadolintConfig } from "#dockerfile/checks/hadolint/readHadolintConfig.ts";
import { loadBash } from "#dockerfile/shell/loadBash.ts";
import type { Bash } from "#dockerfile/shell/shellScript.ts";

/** What the rules need that is too large to wait for at startup. */
export interface LateRules {
  readonly bash: Bash;
  readonly readConfig: (text: string) => HadolintConfigResult;
}

export async function loadLateRules(): Promise<LateRules> {
  return { bash: await loadBash({ runtimeWasm, grammarWasm }), readConfig: readHadolintConfig };
}
