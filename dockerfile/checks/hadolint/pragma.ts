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

/** The pragmas of a whole document. A stage's hold from its first comment on, also where it stands right above FROM. */
export function readSilence({ nodes, statements }: SyntaxDocument): Silence {
  const everywhere = new Set<string>();
  const byLine = new Map<number, readonly string[]>();
  for (const { commentsAbove, range } of statements) {
    const pragmas = commentsAbove.map(readPragma);
    byLine.set(
      range.start.line,
      pragmas.flatMap((pragma) => codesFor(pragma, "statement")),
    );
  }
  const stageStarts: number[] = [];
  const byStage = new Map<number, string[]>();
  let waiting: string[] = [];
  for (const node of nodes) {
    if (node.kind === "statement") {
      if (node.head.keyword.text.toUpperCase() === "FROM") stageStarts.push(node.range.start.line);
      addTo(byStage, stageStarts.length, waiting);
      waiting = [];
    } else if (node.comment !== undefined) {
      const pragma = readPragma(node.comment.text);
      for (const code of codesFor(pragma, "global")) everywhere.add(code);
      waiting.push(...codesFor(pragma, "stage"));
    } else if (node.kind === "blank") {
      addTo(byStage, stageStarts.length, waiting);
      waiting = [];
    }
  }
  addTo(byStage, stageStarts.length, waiting);
  return (code, line) => {
    if (everywhere.has(code) || byLine.get(line)?.includes(code)) return true;
    if (byStage.size === 0) return false;
    const stage = stageStarts.filter((start) => start <= line).length;
    return byStage.get(stage)?.includes(code) ?? false;
  };
}

function codesFor(pragma: Pragma | undefined, scope: "statement" | "stage" | "global"): readonly string[] {
  return pragma?.kind === "ignore" && pragma.scope === scope ? pragma.codes : [];
}

function addTo(map: Map<number, string[]>, key: number, values: readonly string[]): void {
  if (values.length > 0) map.set(key, [...(map.get(key) ?? []), ...values]);
}
