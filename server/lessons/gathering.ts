import type { WorkspacePlace } from "./lessonServices.ts";

/** Whose facts, and since when. Times in milliseconds since the epoch. */
export interface Gathering {
  readonly place: WorkspacePlace;
  readonly stepBegan: number;
  readonly lessonBegan: number;
  /** Scripts that prepare what a verify script looks at. */
  readonly background: readonly string[];
  readonly signal: AbortSignal;
}
