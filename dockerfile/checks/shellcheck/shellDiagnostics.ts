import type { Diagnostic, Severity } from "#contract/diagnostic.ts";
import type { Range } from "#contract/range.ts";
import type { ShellLevel } from "../../shell/shellComment.ts";
import { checkPage } from "../context/checkPage.ts";
import type { Silence } from "../context/pragma.ts";
import { configuredSeverity, type HadolintConfig } from "../hadolint/hadolintConfig.ts";
import { type CheckedScript, MAX_SCRIPT_LENGTH } from "./checkedScript.ts";
import { joinParseErrors, type ShellFinding } from "./joinParseErrors.ts";
import { shellFix } from "./shellFix.ts";
import type { ShellVerdict } from "./shellVerdict.ts";

/** More than anybody reads of one script. */
const MAX_FINDINGS = 200;
/** Of a word that is underlined where only its begin is known, in UTF-16 code units. */
const MAX_WORD = 40;

const SEVERITIES: Readonly<Record<ShellLevel, Severity>> = {
  error: "error",
  warning: "warning",
  info: "info",
  style: "hint",
};

/** What ShellCheck found in a script, at its places in the Dockerfile, as hadolint's configuration and pragmas have it. */
export function shellDiagnostics(
  script: CheckedScript,
  verdict: ShellVerdict,
  config: HadolintConfig,
  silence: Silence,
): readonly Diagnostic[] {
  if (verdict.kind !== "comments") return [unread(script, verdict.kind)];
  const { line } = script.statement.range.start;
  const wanted = verdict.comments.flatMap((comment): readonly ShellFinding[] => {
    // What stands before the script was written here.
    if (comment.from < script.start) return [];
    const code = `SC${comment.code}`;
    const level = configuredSeverity(code, comment.level, config);
    if (level === "ignore" || silence(code, line)) return [];
    return [{ ...comment, code, level, alsoKnownAs: [] }];
  });
  return joinParseErrors(wanted)
    .slice(0, MAX_FINDINGS)
    .map((finding) => diagnosticOf(script, finding));
}

function diagnosticOf(script: CheckedScript, finding: ShellFinding): Diagnostic {
  const { code, level, message, alsoKnownAs } = finding;
  const fix = shellFix(script, finding);
  return {
    range: visibleRange(script, finding),
    severity: SEVERITIES[level],
    code,
    source: "shellcheck",
    message,
    href: checkPage.shellcheck(code),
    ...(alsoKnownAs.length === 0 ? {} : { alsoKnownAs: [...alsoKnownAs] }),
    ...(fix === undefined ? {} : { fixes: [fix] }),
  };
}

/** If only a point is given, the word or character there, or the one before at the end of a line. */
function visibleRange(script: CheckedScript, { from, to }: ShellFinding): Range {
  const { text, start } = script;
  if (to > from) return script.rangeOf(from, to);
  const length = /^(?:\w+|[^\n])/u.exec(text.slice(from, from + MAX_WORD))?.[0].length ?? 0;
  if (length > 0) return script.rangeOf(from, from + length);
  return script.rangeOf(Math.max(start, from - 1), from);
}

/** Of the script's begin that is underlined where nothing was read, in UTF-16 code units. */
const MAX_BEGIN = 80;

/** A person should know where nothing is found because nothing was read. */
function unread(script: CheckedScript, kind: "too-long" | "failed"): Diagnostic {
  const begin = /^\s*[^\n]*/.exec(script.text.slice(script.start, script.start + MAX_BEGIN))?.[0] ?? "";
  const indent = begin.length - begin.trimStart().length;
  const message =
    script.text.length > MAX_SCRIPT_LENGTH
      ? "This script is too long for ShellCheck."
      : kind === "failed"
        ? "ShellCheck breaks down on this script."
        : "ShellCheck takes too long for this script.";
  return {
    range: script.rangeOf(script.start + indent, script.start + begin.length),
    severity: "hint",
    code: "shellcheck-limit",
    source: "shellcheck",
    message,
    next: "Move it to a separate file, or split the RUN.",
  };
}
