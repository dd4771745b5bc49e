import type { Finding } from "./finding.ts";

const WIDTH = 10;

/** The lines of a finding: the words, since a color alone says nothing to some, and to no file. */
export function linesOf({ state, about, saw, fix }: Finding): readonly string[] {
  const indent = " ".repeat(WIDTH);
  return [`${state.padEnd(WIDTH)}${about}: ${saw}`, ...(fix === undefined ? [] : [`${indent}→ ${fix}`])];
}

export function summaryOf(findings: readonly Finding[]): { readonly line: string; readonly exitCode: 0 | 1 } {
  const count = (state: Finding["state"]) => findings.filter((finding) => finding.state === state).length;
  const problems = count("problem");
  const counts = [named(problems, "problem"), named(count("warning"), "warning")].join(", ");
  if (problems > 0) return { line: `${counts}. Fix the problems before class.`, exitCode: 1 };
  return { line: `${counts}. This machine can run a class.`, exitCode: 0 };
}

function named(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
