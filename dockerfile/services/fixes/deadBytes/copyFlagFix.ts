import type { TextEdit } from "#contract/diagnostic.ts";
import type { ShellCommand, ShellWord } from "../../../shell/shellScript.ts";
import { folderBelow } from "../../../stages/workdir.ts";
import { type ContextCopy, type ContextPaths, contextCopy, readContextPaths, sourcesOf } from "./copiedPaths.ts";
import type { DeadFix, DeadFixRequest } from "./deadFix.ts";
import type { Placed, StatementPair } from "./statementPair.ts";

/** A chmod or chown of what a COPY just brought becomes a flag of the COPY. */
export function copyFlagFix({ stored, hiding, between }: StatementPair, request: DeadFixRequest): DeadFix | undefined {
  const copy = contextCopy(stored);
  if (request.cause !== "metadata-only" || !request.alone || copy === undefined) return undefined;
  if (between.some(({ instruction }) => instruction.name === "RUN" || instruction.name === "ONBUILD")) return undefined;
  const change = readChange(hiding);
  if (change === undefined || (change.flag === "chmod" ? copy.instruction.chmod : copy.instruction.chown))
    return undefined;
  const edits = change.recursive
    ? forFolder(change, copy, hiding)
    : forFile(change, copy, { hiding, context: readContextPaths(request.contextPaths) });
  if (edits === undefined) return undefined;
  const flag = `--${change.flag}=${change.value}`;
  const { end } = copy.instruction.keyword.range;
  return { kind: "copy-flag", edits: [{ range: { start: end, end }, newText: ` ${flag}` }, ...edits], flag };
}

interface Change {
  readonly flag: "chmod" | "chown";
  readonly value: string;
  /** What it is for, absolute. */
  readonly path: string;
  /** The word -R. */
  readonly recursive: ShellWord | undefined;
}

/** `chmod 755 PATH` or `chown -R user:group PATH`, and nothing else. */
function readChange({ run, workdir }: Placed): Change | undefined {
  const [command, ...more] = run?.script.commands ?? [];
  if (run?.form !== "line" || run.onbuild || run.script.wrong || command === undefined || more.length > 0)
    return undefined;
  const { words, flags, inside, redirects, assignments } = command;
  const operands = words.filter((word) => !flags.some((flag) => flag.word === word));
  const [value, target] = operands;
  const isPlain =
    inside.length + redirects.length + assignments.length === 0 && words.every(({ constant }) => constant);
  if (!isPlain || operands.length !== 2 || value === undefined || target === undefined) return undefined;
  if (flags.some(({ word }) => word.text !== "-R")) return undefined;
  const path = folderBelow(workdir, target.text);
  const read = readValue(command, value.text);
  return path === undefined || read === undefined ? undefined : { ...read, path, recursive: flags[0]?.word };
}

/** In COPY a user without a group has the group of the same number; after chown, files keep root's. */
function readValue({ name }: ShellCommand, text: string): Pick<Change, "flag" | "value"> | undefined {
  if (name === "chmod" && /^[0-7]{3,4}$/.test(text)) return { flag: "chmod", value: text };
  if (name !== "chown" || !/^\w[\w.-]*(:\w[\w.-]*)?$/.test(text)) return undefined;
  return { flag: "chown", value: text.includes(":") ? text : `${text}:0` };
}

/** One copied file: nothing is left for the RUN to do. */
function forFile(
  { path }: Change,
  copy: ContextCopy,
  { hiding, context }: { hiding: Placed; context: ContextPaths },
): readonly TextEdit[] | undefined {
  const [only, ...more] = copy.sources;
  if (only === undefined || more.length > 0 || !context.files.has(only.path)) return undefined;
  return sourcesOf(path, copy, context).length === 1 ? [hiding.removal] : undefined;
}

/** A copied folder: the flag is for what is in it, and the RUN is left to change the folder itself, which has no bytes. */
function forFolder({ path, recursive }: Change, { destination }: ContextCopy, { run }: Placed) {
  if (run === undefined || recursive === undefined || path !== destination || path === "/") return undefined;
  const text = run.source.text;
  const end = recursive.end + (/^\s*/.exec(text.slice(recursive.end))?.[0].length ?? 0);
  return [{ range: run.source.rangeOf(recursive.start, end), newText: "" }];
}
