import type { PlannedStep } from "#contract/build.ts";
import { type Problem, type ProblemExtras, problem } from "#contract/problem.ts";
import { FAILURES, type FailureRule } from "./failureRules.ts";

export interface FailedSolve {
  /** What buildx said besides progress. */
  readonly words: string;
  /** Of the vertex that failed, if one did. */
  readonly error?: string;
  readonly step?: Pick<PlannedStep, "id" | "instruction" | "range" | "title">;
  readonly lastLines: readonly string[];
  /** Folders of ours, which are not shown. */
  readonly hidden: readonly string[];
}

const MAX_DETAIL = 2000;

/** The problem that BuildKit's words tell, with its place in the Dockerfile. */
export function failedBuild(failed: FailedSolve): Problem {
  const message = messageOf(failed);
  const { step, lastLines } = failed;
  const { rule, match } = findRule(message, step?.instruction);
  const place =
    rule.notInFile === true || step === undefined ? {} : { range: step.range, instruction: step.instruction };
  const detail = (rule.detail?.(match) ?? message).slice(0, MAX_DETAIL);
  const exitCode = rule.exitCode?.(match);
  const extras: ProblemExtras = {
    ...place,
    next: typeof rule.next === "string" ? rule.next : rule.next({ match, title: step?.title ?? "", lastLines }),
    ...(exitCode !== undefined && { exitCode }),
    ...(rule.code === "build/run-failed" && lastLines.length > 0 && { lastLines: [...lastLines] }),
  };
  return problem(rule.code, detail, extras);
}

/** The failing vertex's own words; else buildx's last line, without the chain of who passed it on. */
function messageOf({ words, error, hidden }: FailedSolve): string {
  const said = error ?? lastError(words);
  const plain = said
    .replace(/^(?:failed to build: )?(?:failed to solve: )?(?:rpc error: code = \w+ desc = )?/, "")
    .replace(/^failed to compute cache key: /, "")
    .replace(/^failed to calculate checksum of ref \S+: /, "");
  return hidden.reduce((text, path) => text.replaceAll(path, "…"), plain).trim();
}

function lastError(words: string): string {
  const lines = words.split("\n");
  const from = lines.findLastIndex((line) => line.startsWith("ERROR: "));
  const text = from < 0 ? (lines.findLast((line) => line.trim() !== "") ?? "") : lines.slice(from).join("\n");
  return text.replace(/^ERROR: /, "").trim();
}

/** The line of the Dockerfile that buildx shows (`Dockerfile:3`), from 0; undefined if it shows none. */
export function shownLine(words: string): number | undefined {
  const frame = /^\S[^\n]*:(\d+)\n-{20}$/m.exec(words);
  return frame === null ? undefined : Number(frame[1]) - 1;
}

function findRule(message: string, instruction: string | undefined): { rule: FailureRule; match: RegExpExecArray } {
  for (const rule of FAILURES) {
    const match = rule.pattern.exec(message);
    if (match !== null && (rule.instruction === undefined || rule.instruction === instruction)) return { rule, match };
  }
  throw new Error("the last rule takes everything");
}
