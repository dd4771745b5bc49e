import type { Range } from "#contract/range.ts";
import type { Word } from "../../instructions/instruction.ts";
import type { Dockerfile, Stage } from "../../instructions/parseDockerfile.ts";
import type { ResolvedStage } from "../../stages/resolvedStage.ts";
import { resolveStages } from "../../stages/resolveStages.ts";
import { mountFromPlaces } from "../mountFromPlaces.ts";
import { type NamedThing, type Occurrence, touches } from "./namedThing.ts";

interface StageOccurrence extends Occurrence {
  readonly index: number;
}

/** The stage that is named or numbered at `offset`. */
export function stageAt(dockerfile: Dockerfile, offset: number): NamedThing | undefined {
  const all = resolveStages(dockerfile).stages.flatMap((stage) => occurrencesIn(dockerfile, stage));
  const at = all.find((occurrence) => touches(occurrence, offset));
  if (at === undefined) return undefined;
  const stage = dockerfile.stages[at.index];
  const occurrences = all.filter(({ index }) => index === at.index).toSorted((a, b) => a.start - b.start);
  return {
    kind: "stage",
    name: stage?.name ?? String(at.index),
    at,
    occurrences,
    definition: occurrences.find(({ isDeclaration }) => isDeclaration) ?? placeOfFrom(dockerfile, stage),
  };
}

/** A stage without a name is found at its FROM. */
function placeOfFrom({ syntax }: Dockerfile, stage: Stage | undefined): Occurrence | undefined {
  if (stage === undefined) return undefined;
  const { start, end } = stage.from.keyword.range;
  return { start: syntax.lines.offsetAt(start), end: syntax.lines.offsetAt(end), isDeclaration: true };
}

function occurrencesIn(dockerfile: Dockerfile, { stage, base, sources }: ResolvedStage): readonly StageOccurrence[] {
  const { lines } = dockerfile.syntax;
  const place = ({ start, end }: Range, index: number, isDeclaration = false): StageOccurrence => ({
    start: lines.offsetAt(start),
    end: lines.offsetAt(end),
    index,
    isDeclaration,
  });
  const found: StageOccurrence[] = [];
  const { alias, image } = stage.from;
  if (alias !== undefined) found.push(place(alias.range, stage.index, true));
  // If a variable stands for it, the name is not there.
  if (base.kind === "stage" && names(image, base.index, dockerfile)) found.push(place(image.range, base.index));
  for (const { instruction, mount, base: source } of sources) {
    if (source.kind !== "stage") continue;
    if (mount !== undefined) {
      const places = mountFromPlaces(dockerfile, mount);
      found.push(...places.map((each) => ({ ...each, index: source.index, isDeclaration: false })));
    } else if (instruction.name === "COPY" && instruction.from !== undefined) {
      found.push(place(instruction.from.range, source.index));
    }
  }
  return [...found, ...triggerSources(dockerfile, stage).map(({ range, index }) => place(range, index))];
}

function names({ raw }: Word, index: number, { stages }: Dockerfile): boolean {
  return raw.toLowerCase() === stages[index]?.name;
}

/** What triggers copy from, by the names that they use. */
function triggerSources({ stages }: Dockerfile, { instructions }: Stage): readonly { range: Range; index: number }[] {
  return instructions.flatMap((instruction) => {
    const trigger = instruction.name === "ONBUILD" ? instruction.trigger : undefined;
    const from = trigger?.name === "COPY" ? trigger.from : undefined;
    const index = from === undefined ? -1 : stages.findLastIndex(({ name }) => name === from.raw.toLowerCase());
    return from === undefined || index === -1 ? [] : [{ range: from.range, index }];
  });
}
