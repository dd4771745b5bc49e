import type { LiveStep } from "#contract/buildProgress.ts";
import type { Stack } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { BuildRun, BuildState } from "../build/buildState.ts";
import type { BuiltSteps } from "./joinedLinks.ts";

/** The last builds of this page that made an image, newest last. */
export type MadeImages = readonly { readonly image: Digest; readonly run: BuildRun }[];

/** As many as images are kept in memory. */
const KEPT = 4;

export function rememberMade(made: MadeImages, build: BuildState): MadeImages {
  if (build.phase !== "done" || made.at(-1)?.run === build.run) return made;
  return [...made.filter(({ run }) => run.id !== build.run.id), { image: build.image.id, run: build.run }].slice(-KEPT);
}

/** The build an image's provenance refers to, as far as known: its steps only if this page saw them. */
export function imageMaker(
  { image, source }: Stack,
  made: MadeImages,
): (BuiltSteps & { readonly steps: readonly LiveStep[] }) | undefined {
  const seen = made.findLast(({ run, ...one }) => (source ? run.id === source.build : one.image === image))?.run;
  if (source) return { id: source.build, text: source.dockerfileText, steps: seen?.steps ?? [] };
  // Servers of an earlier version don't say which build it was.
  return seen && { id: seen.id, text: seen.source?.dockerfileText, steps: seen.steps };
}
