import { createHash } from "node:crypto";
import type { Verdict } from "#contract/lesson.ts";
import type { LessonSource } from "#contract/lessonSource.ts";
import type { Digest } from "#contract/names/digest.ts";
import { problemError } from "#contract/problemError.ts";
import type { WorkspaceFile } from "#contract/workspace.ts";
import { NEWEST } from "#lessons/checks/facts.ts";
import type { Goal } from "#lessons/checks/goal.ts";
import { judgeGoal } from "#lessons/checks/judgeGoals.ts";
import type { PlanEdit } from "#lessons/checks/planEdit.ts";
import { CHECKS_FILE } from "#lessons/checks/readChecks.ts";
import { type LessonIdentity, type OpenedLesson, openLesson } from "#lessons/openLesson.ts";
import type { LessonFiles, ScenarioAnswer, ScenarioAsset } from "#lessons/scenario.ts";
import { assetFiles } from "./assetFiles.ts";
import { contentOf, factsOf } from "./factsOf.ts";
import { type LessonStores, lessonReader, readLessonFiles } from "./lessonFolder.ts";
import type { LessonPlace } from "./lessonPlace.ts";
import { type AskedPlan, planRequestOf } from "./planRequestOf.ts";
import { isRightAnswer } from "./rightAnswer.ts";
import type { Json, Seen } from "./seen.ts";
import { sourceTexts } from "./sourceTexts.ts";

/** Work on lessons that a thread does: authors of lessons are not trusted, and neither are the files of workspaces. */
export type LessonQuestion =
  | { readonly about: "open"; readonly place: LessonPlace; readonly identity: Omit<LessonIdentity, "revision"> }
  | { readonly about: "assets"; readonly place: LessonPlace; readonly assets: readonly ScenarioAsset[] }
  | { readonly about: "source"; readonly place: LessonPlace }
  | { readonly about: "file"; readonly place: LessonPlace; readonly path: string }
  | { readonly about: "judge"; readonly goals: readonly Goal[]; readonly seen: Seen }
  | { readonly about: "answer"; readonly accepts: ScenarioAnswer; readonly given: readonly string[] }
  | { readonly about: "dockerfile"; readonly workspace: Json; readonly path: string }
  | { readonly about: "plan"; readonly workspace: Json; readonly edit: PlanEdit };

export type LessonAnswers = {
  readonly open: OpenedLesson;
  readonly assets: readonly WorkspaceFile[];
  readonly source: LessonSource["files"];
  readonly file: Uint8Array | undefined;
  readonly judge: readonly Verdict[];
  readonly answer: boolean;
  /** The text of a Dockerfile of the workspace. */
  readonly dockerfile: string | undefined;
  readonly plan: AskedPlan | undefined;
};

export function workOnLesson(
  question: LessonQuestion,
  stores: LessonStores,
): LessonAnswers[LessonQuestion["about"]] | Promise<OpenedLesson> {
  switch (question.about) {
    case "open":
      return open(question.place, question.identity, stores);
    case "assets":
      return assetFiles(question.assets, lessonReader(question.place, stores), stores.blobs);
    case "source":
      return sourceTexts(readLessonFiles(question.place, stores));
    case "file":
      return lessonReader(question.place, stores)(question.path);
    case "judge": {
      const facts = factsOf(question.seen);
      return question.goals.map((goal) => judgeGoal(goal, facts));
    }
    case "answer":
      return isRightAnswer(question.accepts, question.given);
    case "dockerfile": {
      const { files, settings } = contentOf(question.workspace);
      const path = question.path === NEWEST ? settings.dockerfile || "Dockerfile" : question.path;
      return files.find((file) => file.path === path && file.kind === "text")?.text;
    }
    case "plan":
      return planRequestOf(contentOf(question.workspace), question.edit);
  }
}

async function open(
  place: LessonPlace,
  identity: Omit<LessonIdentity, "revision">,
  stores: LessonStores,
): Promise<OpenedLesson> {
  // The thread that judges never needs it.
  const { readScenario } = await import("#lessons/format/readScenario.ts");
  const files = readLessonFiles(place, stores);
  if (![...files.keys()].some((path) => /^index\.(?:json|ya?ml)$/.test(path))) {
    throw problemError("lesson/invalid", "This folder is not a lesson: it has no index.json.", {
      next: "Choose the folder that has index.json in it.",
    });
  }
  const checks = files.get(CHECKS_FILE);
  const checksText = checks === undefined ? "" : Buffer.from(checks).toString("utf8");
  return openLesson(readScenario(files), checksText, { ...identity, revision: revisionOf(files) });
}

function revisionOf(files: LessonFiles): Digest {
  const hash = createHash("sha256");
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return `sha256:${hash.digest("hex")}`;
}
