import type { LessonGap, LessonMistake, LessonNode } from "#contract/lesson.ts";

/** The files of a lesson's folder, by their paths in it. */
export type LessonFiles = ReadonlyMap<string, Uint8Array>;

/** A file of the lesson that is put into the workspace. */
export interface ScenarioAsset {
  /** Its path in the lesson's folder. */
  readonly from: string;
  /** Its path in the workspace. */
  readonly to: string;
  readonly mode?: number;
}

/** A script of the lesson: its file, and what is in it. */
export interface ScenarioScript {
  readonly file: string;
  readonly text: string;
}

/** What a quiz accepts; of several choices, all right ones and no other. A typed answer is compared without case and spaces at its ends. */
export interface ScenarioAnswer {
  readonly question: string;
  readonly right: readonly string[];
}

/** One step, an introduction, or an end. */
export interface ScenarioStep {
  readonly title: string;
  readonly text: readonly LessonNode[];
  readonly hint?: readonly LessonNode[];
  readonly answers: readonly ScenarioAnswer[];
  /** Put into the workspace when the step begins. */
  readonly assets: readonly ScenarioAsset[];
  /** Executed in the console, before the person types. */
  readonly foreground?: ScenarioScript;
  /** Executed where nobody sees it. */
  readonly background?: ScenarioScript;
  /** Whether it exits with 0 says whether the step is done. */
  readonly verify?: ScenarioScript;
}

/** A lesson in the format of Katacoda and Killercoda, as read from its folder. */
export interface Scenario {
  readonly title: string;
  readonly description: string;
  /** From a text such as `10 minutes`. */
  readonly minutes?: number;
  readonly intro?: ScenarioStep;
  readonly steps: readonly ScenarioStep[];
  readonly finish?: ScenarioStep;
  readonly gaps: readonly LessonGap[];
  readonly mistakes: readonly LessonMistake[];
}
