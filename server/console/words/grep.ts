import type { Output } from "../command/commandIo.ts";
import { FAULT_WORDS, type ResolvedPath } from "../command/consoleFiles.ts";
import { FileTree } from "../files/fileTree.ts";
import { joinPath } from "../files/joinPath.ts";
import { faultOf } from "./fileFaults.ts";
import { type LinePattern, readPattern } from "./grep/readPattern.ts";
import { linesOf } from "./inputs.ts";
import { defineWord, type WordContext } from "./word.ts";

interface Source {
  /** As printed before a line. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const FAILED = 2;

export const grep = defineWord({
  name: "grep",
  usage: "[OPTION]... PATTERN [FILE]...",
  description: "Print the lines that match a pattern",
  completes: "file",
  badUsage: FAILED,
  flags: {
    count: { kind: "boolean", short: "c", description: "print only the number of lines" },
    "extended-regexp": { kind: "boolean", short: "E", description: "PATTERN is an extended regular expression" },
    "fixed-strings": { kind: "boolean", short: "F", description: "PATTERN is plain text" },
    "files-with-matches": { kind: "boolean", short: "l", description: "print only the names of files" },
    "ignore-case": { kind: "boolean", short: "i", description: "ignore case" },
    "invert-match": { kind: "boolean", short: "v", description: "print the lines that do not match" },
    "line-number": { kind: "boolean", short: "n", description: "print line numbers" },
    "no-filename": { kind: "boolean", description: "print no names of files" },
    quiet: { kind: "boolean", short: "q", description: "print nothing: only the exit code tells" },
    recursive: { kind: "boolean", short: "r", description: "search all files in folders" },
    regexp: { kind: "string", short: "e", valueName: "PATTERN", description: "use PATTERN, which may begin with -" },
  },
  async run({ flags, args }, context) {
    const { stdout, stderr } = context.io;
    const [source, names] = flags.regexp === undefined ? [args[0], args.slice(1)] : [flags.regexp, args];
    if (source === undefined) {
      await stderr.write("Usage: grep [OPTION]... PATTERN [FILE]...\nTry 'grep --help' for more information.\n");
      return FAILED;
    }
    const ignoresCase = flags["ignore-case"];
    const pattern = flags["fixed-strings"]
      ? plainPattern(source, ignoresCase)
      : readPattern(source, { isExtended: flags["extended-regexp"], ignoresCase });
    if ("fault" in pattern) {
      await stderr.write(`grep: ${pattern.fault}\n`);
      return FAILED;
    }
    const style = {
      isNamed: (names.length > 1 || flags.recursive) && !flags["no-filename"],
      isNumbered: flags["line-number"],
      isInverted: flags["invert-match"],
      prints: flags.quiet || flags["files-with-matches"] ? "nothing" : flags.count ? "count" : "lines",
    } as const;
    let [found, failed] = [false, false];
    const sources = sourcesOf(names, flags.recursive, context, async (fault) => {
      failed = true;
      await stderr.write(`grep: ${fault}\n`);
    });
    for await (const searched of sources) {
      const count = await search(searched, pattern, style, stdout);
      if (count === 0) continue;
      found = true;
      if (flags.quiet) return 0;
      if (flags["files-with-matches"]) await stdout.write(`${searched.name}\n`);
    }
    if (failed) return FAILED;
    return found ? 0 : 1;
  },
});

interface Style {
  readonly isNamed: boolean;
  readonly isNumbered: boolean;
  readonly isInverted: boolean;
  readonly prints: "lines" | "count" | "nothing";
}

/** Resolves to the number of lines found; the first is enough if nothing is printed. */
async function search({ name, bytes }: Source, pattern: LinePattern, style: Style, stdout: Output): Promise<number> {
  const { isNamed, isNumbered, isInverted, prints } = style;
  const heading = isNamed ? `${name}:` : "";
  let [number, count] = [0, 0];
  for await (const line of linesOf(bytes)) {
    number += 1;
    const text = line.endsWith("\n") ? line.slice(0, -1) : line;
    if (pattern.matches(text) === isInverted) continue;
    count += 1;
    if (prints === "nothing") break;
    if (prints === "lines") await stdout.write(`${heading}${isNumbered ? `${number}:` : ""}${text}\n`);
  }
  if (prints === "count") await stdout.write(`${heading}${count}\n`);
  return count;
}

function plainPattern(text: string, ignoresCase: boolean): LinePattern {
  const fold = (part: string) => (ignoresCase ? part.toLowerCase() : part);
  return { matches: (line) => fold(line).includes(fold(text)) };
}

async function* sourcesOf(
  names: readonly string[],
  isDeep: boolean,
  context: WordContext,
  onFault: (fault: string) => Promise<void>,
): AsyncGenerator<Source, void> {
  if (names.length === 0 && !isDeep) yield { name: "(standard input)", bytes: context.io.stdin };
  const tree = new FileTree(await context.files.list());
  for (const name of names.length === 0 && isDeep ? ["."] : names) {
    if (name === "-") {
      yield { name: "(standard input)", bytes: context.io.stdin };
      continue;
    }
    const resolved = tree.resolve(context.folder, name);
    const fault = isDeep ? faultOf(resolved) : (faultOf(resolved) ?? folderFault(resolved));
    if (fault !== undefined) await onFault(`${name}: ${fault}`);
    else yield* filesAt(tree, resolved, name, context);
  }
}

function folderFault({ kind }: ResolvedPath): string | undefined {
  return kind === "folder" ? FAULT_WORDS["is-folder"] : undefined;
}

/** The file, or all files in the folder, in the order of their names. */
function* filesAt(tree: FileTree, at: ResolvedPath, name: string, context: WordContext): Generator<Source, void> {
  if (at.kind === "file") yield { name, bytes: context.files.read(at.file) };
  if (at.kind !== "folder") return;
  for (const child of tree.names(at.path) ?? []) {
    const path = joinPath(at.path, child);
    const file = tree.file(path);
    const shown = name === "." ? child : `${name.replace(/\/$/, "")}/${child}`;
    yield* filesAt(tree, file === undefined ? { kind: "folder", path } : { kind: "file", path, file }, shown, context);
  }
}
