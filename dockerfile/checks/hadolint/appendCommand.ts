import type { Fix } from "#contract/diagnostic.ts";
import type { RuleContext, StageRun } from "./rule.ts";

/** Runs one more command at the end of a RUN, in its layout; none if the end is no place for it. */
export function appendCommand({ dockerfile }: RuleContext, run: StageRun, command: string): readonly Fix[] {
  const title = `End with ${command}`;
  const { text } = run.source;
  if (run.form === "heredoc") {
    if (!text.endsWith("\n")) return [];
    const lastLine = text.slice(text.lastIndexOf("\n", text.length - 2) + 1);
    const { end } = run.source.rangeOf(0, text.length);
    const newText = `${/^[ \t]*/.exec(lastLine)?.[0] ?? ""}${command}\n`;
    return [{ title, edits: [{ range: { start: end, end }, newText }] }];
  }
  const last = run.script.commands[run.script.commands.length - 1];
  if (run.form === "exec" || run.statement.heredocs.length > 0 || last === undefined || run.script.wrong) return [];
  // Behind a comment, a semicolon or an ampersand nothing can be joined with &&.
  if (/[;&|]\s*$/.test(text) || /(^|[\s;])#/.test(text.slice(last.end))) return [];
  const { start, end } = run.source.rangeOf(0, text.length);
  const indent = /^[ \t]*/.exec(dockerfile.text.slice(dockerfile.syntax.lines.lineStart(end.line)))?.[0] ?? "";
  const newText =
    start.line === end.line ? ` && ${command}` : ` ${dockerfile.escape}\n${indent || "    "}&& ${command}`;
  return [{ title, edits: [{ range: { start: end, end }, newText }] }];
}
