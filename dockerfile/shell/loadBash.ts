import { Language, Parser } from "web-tree-sitter";
import { KeptScripts } from "./keptScripts.ts";
import type { ParsedScript } from "./parsedScript.ts";
import { ReadScript } from "./readScript.ts";
import { isMuchAs, rereadScript } from "./rereadScript.ts";
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
/** From this length on a script is parsed in part where it was changed in part, in UTF-16 code units. */
const LONG = 2_000;
/** Trees of long scripts that are kept for that. */
const TREES = 4;

type Parse = (text: string) => ParsedScript | undefined;

/**
 * Loads the bash grammar (tree-sitter's, MIT). Takes some 15 ms; rejects where the files are none of it. A script that
 * takes longer than `patience` milliseconds is not read.
 */
export async function loadBash(files: BashFiles, patience = PATIENCE): Promise<Bash> {
  const parse = rereading(await loadParser(files, patience));
  const kept = new KeptScripts();
  return {
    parse: (text) => {
      const script = kept.take(text) ?? scriptOf(text, parse);
      kept.keep(script);
      return script;
    },
  };
}

/** As `loadBash`, but every script is parsed as a whole each time. */
export async function loadForgetfulBash(files: BashFiles, patience = PATIENCE): Promise<Bash> {
  const parse = await loadParser(files, patience);
  return { parse: (text) => scriptOf(text, parse) };
}

async function loadParser({ runtimeWasm, grammarWasm }: BashFiles, patience: number): Promise<Parse> {
  await Parser.init(typeof runtimeWasm === "string" ? { locateFile: () => runtimeWasm } : { wasmBinary: runtimeWasm });
  const language = await Language.load(grammarWasm);
  const parser = new Parser();
  parser.setLanguage(language);
  return (text) => parseWith(parser, text, patience);
}

function scriptOf(text: string, parse: Parse): ShellScript {
  const parsed = text.length > MAX_LENGTH ? undefined : parse(text);
  return parsed === undefined ? unreadScript(text) : new ReadScript(parsed);
}

/** Undefined if it takes too long. */
function parseWith(parser: Parser, text: string, patience: number): ParsedScript | undefined {
  const deadline = Date.now() + patience;
  const tree = parser.parse(text, null, { progressCallback: () => Date.now() > deadline });
  if (tree === null) {
    parser.reset();
    return undefined;
  }
  const parsed = { text, root: copyTree(tree), wrong: tree.rootNode.hasError };
  tree.delete();
  return parsed;
}

/** Parses of a long script only what is not as in one of the last. */
function rereading(parse: Parse): Parse {
  let last: readonly ParsedScript[] = [];
  return (text) => {
    if (text.length < LONG) return parse(text);
    const before = last.find((each) => isMuchAs(text, each.text));
    const parsed = (before && rereadScript(text, before, parse)) ?? parse(text);
    if (parsed !== undefined) last = [parsed, ...last.filter((each) => each !== before)].slice(0, TREES);
    return parsed;
  };
}
