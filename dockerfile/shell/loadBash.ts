import { Language, Parser } from "web-tree-sitter";
import { ReadScript } from "./readScript.ts";
import { copyTree } from "./shellNode.ts";
import type { Bash, ShellScript } from "./shellScript.ts";
import { unreadScript } from "./unreadScript.ts";

/** Each as its bytes, or as the address from which a browser gets them. */
export interface BashFiles {
  /** web-tree-sitter.wasm. */
  readonly runtimeWasm: Uint8Array | string;
  /** tree-sitter-bash.wasm. */
  readonly grammarWasm: Uint8Array | string;
}

/** Longer scripts are not read, in UTF-16 code units. */
const MAX_LENGTH = 200_000;
/** A script that takes longer was made to; milliseconds. */
const PATIENCE = 250;
/** How many scripts are kept, and how long they may be together, in UTF-16 code units. */
const KEPT = 10_000;
const KEPT_LENGTH = 1_000_000;

/** Loads the bash grammar (tree-sitter's, MIT). Takes some 15 ms; rejects where the files are none of it. */
export async function loadBash(files: BashFiles): Promise<Bash> {
  const { parse } = await loadForgetfulBash(files);
  const kept = new KeptScripts();
  return {
    parse: (text) => {
      const script = kept.take(text) ?? parse(text);
      kept.keep(script);
      return script;
    },
  };
}

/** As `loadBash`, but every script is parsed each time. */
export async function loadForgetfulBash({ runtimeWasm, grammarWasm }: BashFiles): Promise<Bash> {
  await Parser.init(typeof runtimeWasm === "string" ? { locateFile: () => runtimeWasm } : { wasmBinary: runtimeWasm });
  const language = await Language.load(grammarWasm);
  const parser = new Parser();
  parser.setLanguage(language);
  return { parse: (text) => parseWith(parser, text) };
}

/** The scripts asked for lately: what was asked for last stands last, the first is the one to go. */
class KeptScripts {
  readonly #scripts = new Map<string, ShellScript>();
  #length = 0;

  take(text: string): ShellScript | undefined {
    const script = this.#scripts.get(text);
    if (script === undefined) return undefined;
    this.#scripts.delete(text);
    this.#length -= text.length;
    return script;
  }

  keep(script: ShellScript): void {
    this.#scripts.set(script.text, script);
    this.#length += script.text.length;
    for (const text of this.#scripts.keys()) {
      if (this.#scripts.size <= KEPT && this.#length <= KEPT_LENGTH) break;
      this.take(text);
    }
  }
}

function parseWith(parser: Parser, text: string): ShellScript {
  if (text.length > MAX_LENGTH) return unreadScript(text);
  const deadline = Date.now() + PATIENCE;
  const tree = parser.parse(text, null, { progressCallback: () => Date.now() > deadline });
  if (tree === null) {
    parser.reset();
    return unreadScript(text);
  }
  const script = new ReadScript(text, copyTree(tree), tree.rootNode.hasError);
  tree.delete();
  return script;
}
