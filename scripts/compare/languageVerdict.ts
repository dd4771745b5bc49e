/** What one side says of a Dockerfile. Lines are zero-based, first and last. */
export interface Verdict {
  /** Undefined where it is accepted; lines of −1 where none is named. */
  readonly error?: Said;
  readonly findings: readonly Finding[];
}

interface Said {
  readonly message: string;
  readonly first: number;
  readonly last: number;
}

export interface Finding extends Said {
  readonly rule: string;
}

/** Why two verdicts differ; undefined where they agree. */
export function differenceOf(theirs: Verdict, ours: Verdict): string | undefined {
  if (theirs.error === undefined && ours.error === undefined) return findingsDifference(theirs.findings, ours.findings);
  if (theirs.error === undefined) return `Docker accepts, Strata says: ${ours.error?.message}`;
  if (ours.error === undefined) return `Strata accepts, Docker says: ${theirs.error.message}`;
  // Docker's lint stops at an error; what it found before is compared in other cases.
  if (theirs.error.first < 0 || touch(theirs.error, ours.error)) return undefined;
  return `line ${ours.error.first + 1} here, ${theirs.error.first + 1} there: ${theirs.error.message}`;
}

function touch(a: Said, b: Said): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Each of theirs must have one of ours: the same rule, in the lines that they name. */
function findingsDifference(theirs: readonly Finding[], ours: readonly Finding[]): string | undefined {
  const left = [...ours];
  const missing = theirs.filter((finding) => {
    const twin = left.findIndex((own) => own.rule === finding.rule && touch(own, finding));
    if (twin === -1) return true;
    left.splice(twin, 1);
    return false;
  });
  if (missing.length === 0 && left.length === 0) return undefined;
  return `found only here: ${listed(left)}; only there: ${listed(missing)}`;
}

function listed(findings: readonly Finding[]): string {
  return findings.map(({ rule, first }) => `${rule}:${first + 1}`).join(" ") || "none";
}

/** Each message of theirs with the one of ours that stands for it. */
export function messagePairs(theirs: Verdict, ours: Verdict): readonly (readonly [theirs: string, ours: string])[] {
  if (theirs.error !== undefined && ours.error !== undefined) return [[theirs.error.message, ours.error.message]];
  const left = [...ours.findings];
  return theirs.findings.flatMap((finding) => {
    const twins = left.filter((own) => own.rule === finding.rule && touch(own, finding));
    const [twin] = twins.toSorted(
      (a, b) => missingWords(finding.message, a.message).length - missingWords(finding.message, b.message).length,
    );
    if (twin === undefined) return [];
    left.splice(left.indexOf(twin), 1);
    return [[finding.message, twin.message] as const];
  });
}

const SMALL = new Set("the and for are has was can not with that this from into its but one two error line".split(" "));

/** What a message is about: its longer words, names, numbers and signs in quotes; not the frame that Docker puts around it. */
function keyWords(message: string): readonly string[] {
  const said = message.replace(/^(?:dockerfile parse error on line \d+: |failed to process "(?:[^"\\]|\\.)*": )+/g, "");
  return (said.toLowerCase().match(/[\p{L}\p{N}_]{2,}|(?<=')[^\p{L}\p{N}\s]+(?=')/gu) ?? []).filter(
    (word) => !SMALL.has(word),
  );
}

/** Key words of their message that ours lacks. */
export function missingWords(theirs: string, ours: string): readonly string[] {
  const words = ours.toLowerCase();
  return keyWords(theirs).filter((word) => !words.includes(word));
}
