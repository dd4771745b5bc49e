import type { FinishedEvent } from "#contract/buildEvent.ts";
import type { BuilderDifference } from "#contract/builderDifferences.ts";
import type { LiveStep } from "#contract/buildProgress.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { compareImages } from "./compareImages.ts";
import type { CaseOptions } from "./readCase.ts";

/** What a builder made of a case. */
export interface BuilderOutcome {
  readonly finished: FinishedEvent;
  readonly steps: readonly LiveStep[];
  readonly image?: StoredImage;
}

/** How the outcomes of one case differ. The words of a problem may. */
export function compareBuilders(
  blobs: BlobStore,
  embedded: BuilderOutcome,
  buildkit: BuilderOutcome,
  options: CaseOptions,
): BuilderDifference[] {
  const [ours, theirs] = [facts(embedded), facts(buildkit)];
  const failed = embedded.finished.state === "failed" && buildkit.finished.state === "failed";
  const told = [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((key) => {
    const [one, other] = [ours.get(key), theirs.get(key)];
    return one === undefined || other === undefined || one.text !== other.text
      ? [{ ...difference(one, other), failed }]
      : [];
  });
  return [...told, ...imageDifferences(blobs, embedded, buildkit, options)];
}

function imageDifferences(
  blobs: BlobStore,
  { image: ours }: BuilderOutcome,
  { image: theirs }: BuilderOutcome,
  options: CaseOptions,
): BuilderDifference[] {
  if (ours === undefined || theirs === undefined) return [];
  return compareImages(blobs, compared(theirs), compared(ours), options).map(
    ({ reference: buildkit, ours: embedded, part, what }) => ({
      ...{ part: part === "layers" ? "layer" : part, what, embedded, buildkit },
    }),
  );
}

function compared({ config, layers }: StoredImage) {
  return { config, layers: layers.map(({ diffId }) => diffId) };
}

interface Fact {
  readonly part: BuilderDifference["part"];
  readonly what: string;
  readonly text: string;
}

function difference(embedded: Fact | undefined, buildkit: Fact | undefined): BuilderDifference {
  const { part = "result", what = "" } = embedded ?? buildkit ?? {};
  return {
    ...{ part, what },
    ...(embedded !== undefined && { embedded: embedded.text }),
    ...(buildkit !== undefined && { buildkit: buildkit.text }),
  };
}

/** Each thing that a build tells, by its part and what it is about. */
function facts({ finished: { state, problem }, steps, image }: BuilderOutcome): Map<string, Fact> {
  const line = problem?.range === undefined ? undefined : String(problem.range.start.line + 1);
  const all: Fact[] = [
    { part: "result", what: "", text: state },
    ...(problem === undefined ? [] : [{ part: "problem" as const, what: "", text: problem.code }]),
    ...(line === undefined ? [] : [{ part: "line" as const, what: "", text: line }]),
    ...steps.flatMap(stepFacts),
    ...(image?.provenance ?? []).map((row, index) => {
      return { part: "provenance" as const, what: String(index), text: row?.step ?? "base" };
    }),
  ];
  return new Map(all.map((fact) => [`${fact.part} ${fact.what}`, fact]));
}

function stepFacts({ id, state, title, layer }: LiveStep): Fact[] {
  return [
    { part: "step", what: id, text: `${state}: ${title}` },
    ...(layer === undefined ? [] : [{ part: "layer" as const, what: id, text: `${layer.files} files: ${title}` }]),
  ];
}
