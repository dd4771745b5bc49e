import type { Diagnostic, TextEdit } from "#contract/diagnostic.ts";
import { type Dockerfile, parseDockerfile } from "../../instructions/parseDockerfile.ts";
import { isSafeToFix } from "./fixesToLookAt.ts";
import { TextPieces } from "./textPieces.ts";

/** A fix may bring another finding to light, or break something: as often as this the text is looked at again. */
const MAX_CHECKS = 60;
/** More at once wait for the next pass. */
const MAX_FIXES = 1000;

export interface FixAllRequest {
  readonly dockerfile: Dockerfile;
  /** What is found in it. */
  readonly diagnostics: readonly Diagnostic[];
  /** Checks a text that fixes made. */
  readonly check: (dockerfile: Dockerfile) => readonly Diagnostic[];
  /** The check whose findings are fixed; where absent, all whose fix needs no look of a person. */
  readonly code?: string;
}

export interface FixAllResult {
  /** Against the text of the request; none if there is nothing to fix. */
  readonly edits: readonly TextEdit[];
  /** Findings that were fixed. */
  readonly fixed: number;
}

/**
 * Fixes all findings at once: those whose edits don't overlap in one pass, then what is left, until nothing is. Edits
 * that would add an error are not made. The edits are as small as what changes.
 */
export function fixAll({ dockerfile, diagnostics, check, code }: FixAllRequest): FixAllResult {
  const isWanted = (found: Diagnostic): boolean =>
    code === undefined ? isSafeToFix(found) : found.code === code && (found.fixes?.length ?? 0) > 0;
  let checksLeft = MAX_CHECKS;
  const fixing: Fixing = {
    isWanted,
    check: (changed) => {
      checksLeft--;
      return checksLeft < 0 ? undefined : check(changed);
    },
  };
  const pieces = new TextPieces(dockerfile.text);
  let fixed = 0;
  for (let now: Checked | undefined = { dockerfile, diagnostics }; now !== undefined; ) {
    const next: Pass | undefined = tryFixes(
      now,
      withoutOverlap(now.dockerfile, now.diagnostics.filter(isWanted)),
      fixing,
    );
    pieces.edit(next?.edits ?? []);
    fixed += next?.count ?? 0;
    now = next;
  }
  return { edits: pieces.editsFromFirst(), fixed };
}

interface Fixing {
  readonly isWanted: (found: Diagnostic) => boolean;
  /** Undefined if it was asked too often. */
  readonly check: (dockerfile: Dockerfile) => readonly Diagnostic[] | undefined;
}

interface Checked {
  readonly dockerfile: Dockerfile;
  readonly diagnostics: readonly Diagnostic[];
}

interface Pass extends Checked {
  readonly edits: readonly TextEdit[];
  readonly count: number;
}

type Edits = readonly TextEdit[];

/** All at once, as it mostly goes; where together they break something, the first half of them that does not. */
function tryFixes(before: Checked, fixes: readonly Edits[], fixing: Fixing): Pass | undefined {
  if (fixes.length === 0) return undefined;
  const half = fixes.length >> 1;
  return (
    tryEdits(before, fixes, fixing) ??
    (half === 0
      ? undefined
      : (tryFixes(before, fixes.slice(0, half), fixing) ?? tryFixes(before, fixes.slice(half), fixing)))
  );
}

/** Undefined if it adds an error or leaves as much to fix as before: continuing would never end. */
function tryEdits(before: Checked, fixes: readonly Edits[], { isWanted, check }: Fixing): Pass | undefined {
  const edits = fixes.flat();
  const pieces = new TextPieces(before.dockerfile.text);
  pieces.edit(edits);
  const dockerfile = parseDockerfile(pieces.text);
  const diagnostics = check(dockerfile);
  if (diagnostics === undefined) return undefined;
  const toFix = (all: readonly Diagnostic[]): number => all.filter(isWanted).length;
  const isBetter = toFix(diagnostics) < toFix(before.diagnostics) && errors(diagnostics) <= errors(before.diagnostics);
  return isBetter ? { dockerfile, diagnostics, edits, count: fixes.length } : undefined;
}

function errors(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === "error").length;
}

/** The first fix of each finding, in the order of the text, as far as they leave each other alone. */
function withoutOverlap({ syntax: { lines } }: Dockerfile, diagnostics: readonly Diagnostic[]): readonly Edits[] {
  const taken: { readonly start: number; readonly end: number }[] = [];
  const spanOf = ({ range }: TextEdit) => ({ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) });
  return diagnostics.slice(0, MAX_FIXES).flatMap(({ fixes }) => {
    const edits = fixes?.[0]?.edits ?? [];
    const spans = edits.map(spanOf);
    // Two at one place are not told apart: the second waits for the next pass.
    const isFree = spans.every(({ start, end }) => taken.every((other) => end < other.start || other.end < start));
    if (edits.length === 0 || !isFree) return [];
    taken.push(...spans);
    return [edits];
  });
}
