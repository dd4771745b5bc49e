import { Language, Parser } from "web-tree-sitter";
import { readCommands } from "./readCommands.ts";
import type { Bash, ShellScript } from "./shellScript.ts";

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
/** How many scripts are kept. */
const KEPT = 2_000;

/** Loads the bash grammar (tree-sitter's, MIT). Takes some 15 ms; rejects where the files are none of it. */
export async function loadBash({ runtimeWasm, grammarWasm }: BashFiles): Promise<Bash> {
  await Parser.init(typeof runtimeWasm === "string" ? { locateFile: () => runtimeWasm } : { wasmBinary: runtimeWasm });
  const language = await Language.load(grammarWasm);
  const parser = new Parser();
  parser.setLanguage(language);
  const kept = new Map<string, ShellScript>();
  return {
    parse: (text) => {
      const known = kept.get(text);
      const script = known ?? parseWith(parser, text);
      // What was asked for last stands last: the first is the one to go.
      if (known !== undefined) kept.delete(text);
      kept.set(text, script);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? "");
      return script;
    },
  };
}

function parseWith(parser: Parser, text: string): ShellScript {
  const unread: ShellScript = { text, commands: [], pipelines: [], wrong: true };
  if (text.length > MAX_LENGTH) return unread;
  const deadline = Date.now() + PATIENCE;
  const tree = parser.parse(text, null, { progressCallback: () => Date.now() > deadline });
  if (tree === null) {
    parser.reset();
    return unread;
  }
  const { rootNode } = tree;
  const cursor = tree.walk();
  const script = readCommands(cursor, text, rootNode.hasError);
  cursor.delete();
  tree.delete();
  return script;
}
