import { buildChecks } from "../../checks/registry.ts";
import { type CompletionItem, completionKinds } from "../lsp.ts";
import type { CompletionQuery } from "./completionQuery.ts";

const DIRECTIVES = [
  { label: "syntax=docker/dockerfile:1", detail: "Version of the Dockerfile syntax" },
  { label: "check=skip=", detail: "Build checks to skip" },
  { label: "check=error=true", detail: "Fail the build on findings" },
  { label: "escape=`", detail: "Line continuation character" },
] as const;

/** What may follow in a `# check=`, behind a semicolon. */
const OPTIONS = [
  { label: "skip=", detail: "Build checks to skip" },
  { label: "error=true", detail: "Fail the build on findings" },
  { label: "experimental=", detail: "Experimental build checks to enable" },
] as const;

/** Directives at the head of the file, and the names of checks in `# check=` anywhere. */
export function completeDirective(
  { dockerfile, position, rangeBack }: CompletionQuery,
  before: string,
): readonly CompletionItem[] {
  const list = /^\s*#\s*check\s*=\s*(?:\w+=[\w,]*;)*(skip|experimental)=((?:\w+,)*)(\w*)$/.exec(before);
  if (list !== null) {
    const [, option, others, typed = ""] = list;
    const all = { name: "all", title: "All checks" };
    const checks = buildChecks.filter(({ experimental = false }) => experimental === (option === "experimental"));
    return [...(others === "" ? [all] : []), ...checks].map(({ name, title }) => ({
      label: name,
      kind: completionKinds.constant,
      detail: title,
      textEdit: { range: rangeBack(typed.length), newText: name },
    }));
  }
  const option = /^\s*#\s*check\s*=\s*(?:\w+=[\w,]*;)+(\w*)$/.exec(before)?.[1];
  if (option !== undefined) {
    return OPTIONS.map(({ label, detail }) => ({
      label,
      kind: completionKinds.keyword,
      detail,
      textEdit: { range: rangeBack(option.length), newText: label },
    }));
  }
  const typed = /^\s*#\s*([\w=]*)$/.exec(before)?.[1];
  if (typed === undefined) return [];
  const inHead = dockerfile.syntax.nodes.every(
    (node) => node.kind === "directive" || node.start >= dockerfile.syntax.lines.lineStart(position.line),
  );
  // Further down only checks can be chosen, for the instruction below.
  const offered = DIRECTIVES.filter(({ label }) => inHead || label === "check=skip=");
  return offered.map(({ label, detail }) => ({
    label,
    kind: completionKinds.keyword,
    detail,
    textEdit: { range: rangeBack(typed.length), newText: label },
  }));
}
