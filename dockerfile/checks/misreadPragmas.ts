import type { Diagnostic } from "#contract/diagnostic.ts";
import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import type { Comment } from "../syntax/statement.ts";
import { readPragma } from "./context/pragma.ts";

const MEANT = /^hadolint\b.*=|^hadolint[ \t]+(?:global|stage|ignore|shell)\b/i;
/** A list of codes, and what stands behind it without a `#`. */
const REASON = /(=[ \t]*[DLSC\d]+(?:[ \t]*,[ \t]*[DLSC\d]+)*)[ \t]+(?![ \t]|#|,)(?:[-–—:(][ \t]*)?(\S.*)$/;
const BEHIND = /[ \t]#[ \t]*hadolint[ \t]+(?:(?:global|stage)[ \t]+)?ignore[ \t]*=.*$/;

/** Comments that were meant for hadolint and that it passes over without a word. */
export function misreadPragmas(dockerfile: Dockerfile): readonly Diagnostic[] {
  const { nodes, statements } = dockerfile.syntax;
  const above = nodes.flatMap((node) => (node.kind === "comment" && node.comment !== undefined ? [node.comment] : []));
  const within = statements.flatMap(({ comments }) => comments);
  return [...[...above, ...within].flatMap((comment) => misread(dockerfile, comment)), ...behind(dockerfile)];
}

function misread({ syntax: { lines, text } }: Dockerfile, comment: Comment): readonly Diagnostic[] {
  if (!MEANT.test(comment.text) || readPragma(comment.text) !== undefined) return [];
  const written = text.slice(comment.start, comment.end);
  const fixed = written.replace(REASON, "$1 # $2");
  const isFixed = readPragma(fixed.replace(/^#/, "")) !== undefined;
  const range = lines.rangeOf(comment.start, comment.end);
  const fixes = isFixed ? [{ title: "Put # before the reason", edits: [{ range, newText: fixed }] }] : [];
  return [
    {
      range,
      severity: "warning",
      code: "pragma",
      source: "strata",
      message: "hadolint does not understand this pragma, so it has no effect.",
      next: isFixed
        ? "A reason needs a # before it."
        : "Write # hadolint ignore=DL3008,SC2086 above an instruction, or # hadolint global ignore=… for the file.",
      ...(fixes.length > 0 && { fixes }),
    },
  ];
}

/** A pragma behind an instruction, which is a part of it. */
function behind({ syntax: { statements, text, lines } }: Dockerfile): readonly Diagnostic[] {
  return statements.flatMap((statement): readonly Diagnostic[] => {
    const found = BEHIND.exec(text.slice(statement.start, statement.lineEnd).split(/\r?\n/, 1)[0] ?? "");
    if (found === null) return [];
    const start = statement.start + found.index + 1;
    return [
      {
        range: lines.rangeOf(start, start + found[0].length - 1),
        severity: "warning",
        code: "pragma",
        source: "strata",
        message: "A pragma behind an instruction has no effect.",
        next: "Put it on a line of its own above the instruction.",
      },
    ];
  });
}
