import { countText, listOf, quoted } from "./authorValues.ts";
import { chosenInstructions, type DockerfileScope } from "./dockerfileStages.ts";
import type { WrittenInstruction } from "./dockerfileStatements.ts";
import { type InstructionPattern, isMeant, nameIn, patternText, type WrittenPattern } from "./instructionPattern.ts";
import { failed, type Judgment, PASSED, type Place } from "./judgment.ts";

type CountedPattern = WrittenPattern & { readonly count?: number | undefined };

export function* judgeHas(
  patterns: CountedPattern | readonly CountedPattern[] | undefined,
  scope: DockerfileScope,
): Generator<Judgment> {
  const candidates = chosenInstructions(scope);
  for (const pattern of listOf(patterns)) {
    const found = candidates.filter((written) => isMeant(pattern, written));
    if (pattern.count === undefined ? found.length > 0 : found.length === pattern.count) continue;
    if (found.length > 0) yield wrongCount(pattern, found, scope);
    else yield missing(pattern, candidates, scope);
  }
}

export function* judgeLacks(
  patterns: WrittenPattern | readonly WrittenPattern[] | undefined,
  scope: DockerfileScope,
): Generator<Judgment> {
  const candidates = chosenInstructions(scope);
  for (const pattern of listOf(patterns)) {
    const found = candidates.find((written) => isMeant(pattern, written));
    if (found === undefined) continue;
    yield failed(lineOf(found), `No ${patternText(pattern)} in ${scope.chosen.called}.`, placeOf(found, scope));
  }
}

/** In one of the chosen stages, there is one of each, each after the one before. */
export function judgeOrder(patterns: readonly InstructionPattern[], scope: DockerfileScope): Judgment {
  const wanted = `${patterns.map(patternText).join(", then ")}, in ${scope.chosen.called}.`;
  let furthest: Judgment | undefined;
  let most = -1;
  for (const stage of scope.chosen.stages) {
    const inStage = scope.written.filter((written) => written.stage === stage.index);
    const { reached, next, before } = follow(patterns, inStage);
    if (next === undefined) return PASSED;
    if (reached <= most) continue;
    most = reached;
    const early = inStage.find((written) => isMeant(next, written));
    const saw =
      early === undefined
        ? `There is no ${patternText(next)} in ${scope.chosen.called}.`
        : `${lineOf(early)} It comes before ${before === undefined ? "the others" : `line ${lineNumber(before)}, ${before.name}`}.`;
    furthest = failed(saw, wanted, placeOf(early ?? before ?? inStage.at(-1), scope));
  }
  return furthest ?? failed(noStage(scope), wanted);
}

interface Followed {
  readonly reached: number;
  /** The first that is not found. */
  readonly next?: InstructionPattern;
  /** The last that was found. */
  readonly before?: WrittenInstruction;
}

function follow(patterns: readonly InstructionPattern[], written: readonly WrittenInstruction[]): Followed {
  let at = 0;
  let before: WrittenInstruction | undefined;
  for (const [reached, next] of patterns.entries()) {
    const found = written.findIndex((each, index) => index >= at && isMeant(next, each));
    if (found === -1) return { reached, next, ...(before !== undefined && { before }) };
    before = written[found];
    at = found + 1;
  }
  return { reached: patterns.length };
}

function wrongCount(pattern: CountedPattern, found: readonly WrittenInstruction[], scope: DockerfileScope): Judgment {
  const lines = found.map(lineNumber).join(", ");
  const saw = `There are ${found.length} in ${scope.chosen.called}: on ${found.length === 1 ? "line" : "lines"} ${lines}.`;
  const name = patternText(pattern);
  const wanted = `In ${scope.chosen.called}, ${countText({ is: pattern.count ?? 1 }, name, name)}.`;
  return failed(saw, wanted, placeOf(found.at(-1), scope));
}

/** What comes closest: an instruction of the same name, else the end of the stage. */
function missing(pattern: WrittenPattern, candidates: readonly WrittenInstruction[], scope: DockerfileScope): Judgment {
  const name = nameIn(pattern);
  const wanted = `${patternText(pattern)}, in ${scope.chosen.called}.`;
  const near = candidates.filter((written) => written.name === name).at(-1);
  const mistake = scope.dockerfile.mistakes.find(({ range }) => range !== undefined);
  if (near !== undefined) return failed(lineOf(near), wanted, placeOf(near, scope));
  if (mistake !== undefined) {
    const saw = `There is no valid ${name}. Line ${mistake.range.start.line + 1} has an error: ${quoted(mistake.message)}.`;
    return failed(saw, wanted, { path: scope.path, range: mistake.range });
  }
  if (scope.chosen.stages.length === 0) return failed(noStage(scope), wanted);
  return failed(`There is no ${name} in ${scope.chosen.called}.`, wanted, placeOf(candidates.at(-1), scope));
}

function noStage({ chosen }: DockerfileScope): string {
  return chosen.isAll ? "The Dockerfile has no stage: it needs a FROM." : `There is no such stage as ${chosen.called}.`;
}

function lineNumber({ range }: WrittenInstruction): number {
  return range.start.line + 1;
}

function lineOf(written: WrittenInstruction): string {
  return `Line ${lineNumber(written)} is ${quoted(written.text)}.`;
}

function placeOf(written: WrittenInstruction | undefined, { path }: DockerfileScope): Place | undefined {
  return written === undefined ? undefined : { path, range: written.range };
}
