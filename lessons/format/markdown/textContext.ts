import type { ScenarioAnswer } from "../../scenario.ts";
import type { Findings } from "../findings.ts";
import type { FolderFiles } from "../folderFiles.ts";
import type { LessonText } from "../lessonText.ts";
import type { PathRoots } from "../workspacePath.ts";

/** What a text is read with. */
export interface TextContext {
  readonly source: LessonText;
  readonly findings: Findings;
  readonly folder: FolderFiles;
  readonly roots: PathRoots;
  /** What the questions of this text accept. */
  readonly answers: ScenarioAnswer[];
  /** A new ID, unique in the lesson; undefined if there are too many. */
  questionId(): string | undefined;
}
