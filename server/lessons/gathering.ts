import type { WorkspacePlace } from "./lessonServices.ts";

/** Whose facts, and since when. Times in milliseconds since the epoch. */
export interface Gathering {
  readonly place: WorkspacePlace;
  readonly stepBegan: number;
  readonly lessonBegan: number;
  readonly signal: AbortSignal;
}
