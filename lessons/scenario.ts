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

/** What a quiz accepts. Typed answers are compared without case, and without spaces at their ends. */
export type ScenarioAnswer =
  /** All the right choices and no other. */
  | { readonly question: string; readonly kind: "choices"; readonly right: readonly string[] }
  /** `whole`: the answer is `text`; `start`: it begins with it; `pattern`: the regular expression is found in it. */
  | {
      readonly question: string;
      readonly kind: "typed";
      readonly matches: "whole" | "start" | "pattern";
      readonly text: string;
    };

/** One step, an introduction, or an end. */
export interface ScenarioStep {
  readonly title: string;
  readonly text: readonly LessonNode[];
  readonly hint?: readonly LessonNode[];
  readonly answers: readonly ScenarioAnswer[];
  /** Put into the workspace when the step begins. The first step has those of the whole lesson. */
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
  /** Never empty, unless a mistake says why. */
  readonly steps: readonly ScenarioStep[];
  readonly finish?: ScenarioStep;
  readonly gaps: readonly LessonGap[];
  readonly mistakes: readonly LessonMistake[];
}
