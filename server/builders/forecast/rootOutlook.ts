import type { PlannedStep } from "#contract/build.ts";
import type { Digest } from "#contract/names/digest.ts";

/** Why files are not known before the build: `step` is the nearest earlier one that decides. */
export type Doubt =
  /** It runs, for certain or perhaps. */
  | { readonly kind: "redone"; readonly step: PlannedStep; readonly surely: boolean }
  /** Unknown, or failed. */
  | { readonly kind: "unknown" | "failed"; readonly step: PlannedStep }
  /** It needs an image that was not pulled. */
  | { readonly kind: "missing"; readonly step: PlannedStep; readonly image: string };

/** The files of a stage at one point: its layers, or why they are unknown. */
export type RootOutlook =
  /** `unless`: a step with a download; these are the files if that has not changed since. */
  | { readonly known: true; readonly layers: readonly Digest[]; readonly unless?: PlannedStep }
  | { readonly known: false; readonly doubt: Doubt };

/** Thrown if a step's inputs need files that are not known before the build. */
export class NotKnownYet extends Error {
  readonly doubt: Doubt;

  constructor(doubt: Doubt) {
    super(`the files of step ${doubt.step.id} are not known yet`);
    this.name = "NotKnownYet";
    this.doubt = doubt;
  }
}

/** Thrown if a step downloads something for the first time. */
export class NeverFetched extends Error {
  readonly url: string;

  constructor(url: string) {
    super(`${url} was not downloaded before`);
    this.name = "NeverFetched";
    this.url = url;
  }
}
