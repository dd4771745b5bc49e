import type { LessonNode } from "#contract/lesson.ts";

/** What the text of a lesson is drawn with. */
export interface TextPlace {
  readonly lesson: string;
  /** Where its actions are known by: its workspace, step, and part. */
  readonly place: string;
  /** All of the text. */
  readonly nodes: readonly LessonNode[];
  /** A preview: nothing in it acts. */
  readonly isPreview: boolean;
}
