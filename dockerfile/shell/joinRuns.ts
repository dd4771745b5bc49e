import type { TextEdit } from "#contract/diagnostic.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import type { RunScript } from "./runScripts.ts";

/** A RUN, and the shell that reads it. */
export interface ShellRun extends RunScript {
  /** Program and arguments, as in SHELL. */
  readonly shell: readonly string[];
}

/**
 * The edits that make one RUN of several that follow each other, with only comments between them: `a && b`, each in a
 * subshell where it would change what the others do. Undefined if that can't be said for sure.
 */
export function joinRuns(runs: readonly ShellRun[], dockerfile: Dockerfile): TextEdit[] | undefined {
  const last = runs.length - 1;
  const forms = runs.map((run, index) => formOf(run, index === last));
  if (last < 1 || forms.includes("unknown")) return undefined;
  const open = (index: number): string => (forms[index] === "subshell" ? "(" : "");
  const close = (index: number): string => (forms[index] === "subshell" ? ")" : "");
  const [first] = runs;
  const edits: TextEdit[] = [];
  if (first && open(0)) edits.push({ range: first.source.rangeOf(0, 0), newText: "(" });
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1];
    if (next === undefined) {
      const { length } = run.source.text;
      if (close(index)) edits.push({ range: run.source.rangeOf(length, length), newText: ")" });
      continue;
    }
    const range = { start: endOf(run), end: next.source.rangeOf(0, 0).start };
    const { text, lines } = dockerfile.syntax;
    const between = text.slice(lines.offsetAt(range.start), lines.offsetAt(range.end));
    const newText = `${close(index)} ${dockerfile.escape}${continued(between, text)}    && ${open(index + 1)}`;
    edits.push({ range, newText });
  }
  return edits;
}

function endOf({ source }: RunScript): TextEdit["range"]["end"] {
  return source.rangeOf(0, source.text.length).end;
}

/** Line breaks and comments between two RUNs: comments may stand inside an instruction, blank lines should not. */
function continued(between: string, text: string): string {
  const comments = between.split(/\r?\n/).filter((line) => /^\s*#/.test(line));
  const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
  return `${lineBreak}${comments.map((line) => `${line}${lineBreak}`).join("")}`;
}

/** Change the shell itself, so that what follows in it would see it. */
const LASTING = new Set(
  ". alias cd declare eval exec exit export local popd pushd readonly return shopt source trap ulimit umask unset".split(
    " ",
  ),
);

/** How a script goes into a list of `&&`. */
function formOf({ onbuild, form, statement, script, source, shell }: ShellRun, isLast: boolean) {
  const plain = !onbuild && form === "line" && statement.heredocs.length === 0 && !script.wrong;
  const bare = source.text.replaceAll(/'[^']*'|"(?:\\.|[^"\\])*"|\\./gs, "_");
  // A comment would swallow what follows, and a background command would not be waited for.
  if (!plain || bare.trim() === "" || /(^|\s)#|[;|]\s*$|(^|[^&<>])&(?![&>])/.test(bare)) return "unknown";
  const names = script.commands.map(({ name }) => name);
  // A subshell left of `&&` would not end at the first failure anymore.
  if (!isLast && names.includes("set")) return "unknown";
  const lasts = names.some((name) => LASTING.has(name)) || /(^|[;&|(]\s*)\w+=/.test(bare);
  const isList = /;|\|\||\n/.test(bare);
  if (!isList && (isLast || !lasts)) return "plain";
  return endsAtFailure(shell) ? "unknown" : "subshell";
}

/** `sh -e`: within a list of `&&` it has no effect. */
function endsAtFailure([, ...args]: readonly string[]): boolean {
  return args.some((arg) => /^-[a-z]*e/.test(arg) || arg === "errexit");
}
