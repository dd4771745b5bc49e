import type { SyntaxDocument } from "../../syntax/parseSyntax.ts";

/** `# hadolint ignore=DL3008,SC2086 # why`, for the next statement, its stage or the whole file; or `# hadolint shell=…`. */
export type Pragma =
  | { readonly kind: "ignore"; readonly scope: "statement" | "stage" | "global"; readonly codes: readonly string[] }
  | { readonly kind: "shell"; readonly shell: string };

const IGNORE =
  /^[ \t]*hadolint[ \t]+(?:(global|stage)[ \t]+)?ignore[ \t]*=[ \t]*([DLSC\d]+(?:[ \t]*,[ \t]*[DLSC\d]+)*)[ \t]*(?:#.*)?$/;
const SHELL = /^[ \t]*hadolint[ \t]+shell[ \t]*=[ \t]*([^\s#]+)[ \t]*(?:#.*)?$/;

/** A comment's text, without its `#`, as a pragma. */
export function readPragma(comment: string): Pragma | undefined {
  // Most comments are none, and all of them are looked at after each key.
  if (!comment.includes("hadolint")) return undefined;
  const ignore = IGNORE.exec(comment);
  if (ignore !== null) {
    const [, scope = "statement", list = ""] = ignore;
    const codes = list.split(",").map((code) => code.trim());
    return { kind: "ignore", scope: scope === "global" || scope === "stage" ? scope : "statement", codes };
  }
  const shell = SHELL.exec(comment)?.[1];
  return shell === undefined ? undefined : { kind: "shell", shell };
}

/** What the comments right above a statement say of the shell. */
export function shellPragma(commentsAbove: readonly string[]): string | undefined {
  const pragmas = commentsAbove.map(readPragma);
  return pragmas.findLast((pragma) => pragma?.kind === "shell")?.shell;
}

/** Whether pragmas silence a rule at a statement, which begins in `line`. */
export type Silence = (code: string, line: number) => boolean;

/** The pragmas of a whole document; those in the middle of a continued instruction are for it too. */
export function readSilence(document: SyntaxDocument): Silence {
  const everywhere = new Set<string>();
  const byLine = new Map<number, readonly string[]>();
  for (const { commentsAbove, comments, range } of document.statements) {
    if (commentsAbove.length === 0 && comments.length === 0) continue;
    const pragmas = [...commentsAbove, ...comments.map(({ text }) => text)].flatMap((text) => readPragma(text) ?? []);
    const codes = pragmas.flatMap((pragma) => codesFor(pragma, "statement"));
    if (codes.length > 0) byLine.set(range.start.line, codes);
    for (const code of pragmas.flatMap((pragma) => codesFor(pragma, "global"))) everywhere.add(code);
  }
  for (const node of document.nodes) {
    if (node.kind !== "comment" || node.comment === undefined) continue;
    for (const code of codesFor(readPragma(node.comment.text), "global")) everywhere.add(code);
  }
  const isSilentInStage = readStageSilence(document);
  return (code, line) =>
    everywhere.has(code) || byLine.get(line)?.includes(code) === true || isSilentInStage(code, line);
}

/** A stage's pragma is in it, or directly above its FROM. */
function readStageSilence({ nodes }: SyntaxDocument): Silence {
  const stageStarts: number[] = [];
  const byStage = new Map<number, string[]>();
  let waiting: readonly string[] = [];
  const settle = (): void => {
    const stage = stageStarts.length;
    if (waiting.length > 0) byStage.set(stage, [...(byStage.get(stage) ?? []), ...waiting]);
    waiting = [];
  };
  for (const node of nodes) {
    if (node.kind === "statement") {
      if (node.head.keyword.text.toUpperCase() === "FROM") stageStarts.push(node.range.start.line);
      settle();
    } else if (node.comment !== undefined) {
      const codes = codesFor(readPragma(node.comment.text), "stage");
      if (codes.length > 0) waiting = [...waiting, ...codes];
    } else settle();
  }
  settle();
  if (byStage.size === 0) return () => false;
  return (code, line) => byStage.get(stageStarts.filter((start) => start <= line).length)?.includes(code) ?? false;
}

function codesFor(pragma: Pragma | undefined, scope: "statement" | "stage" | "global"): readonly string[] {
  return pragma?.kind === "ignore" && pragma.scope === scope ? pragma.codes : [];
}
