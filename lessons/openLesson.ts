import type { Lesson, LessonMistake } from "#contract/lesson.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { Goal } from "./checks/goal.ts";
import { readChecks } from "./checks/readChecks.ts";
import type { Scenario, ScenarioAnswer, ScenarioAsset, ScenarioScript, ScenarioStep } from "./scenario.ts";

/** What a lesson is called, and where it comes from. */
export interface LessonIdentity {
  readonly id: string;
  readonly source: Lesson["source"];
  readonly revision: Digest;
}

/** What a step does besides its text. The introduction and the end have no goals. */
export interface StepWork {
  readonly assets: readonly ScenarioAsset[];
  readonly goals: readonly Goal[];
  readonly answers: readonly ScenarioAnswer[];
  readonly background?: ScenarioScript;
  readonly verify?: ScenarioScript;
}

/** A lesson as the page gets it, and what only the server knows. */
export interface OpenedLesson {
  readonly lesson: Lesson;
  readonly intro: StepWork;
  readonly steps: readonly StepWork[];
  readonly mistakes: readonly LessonMistake[];
}

/** The goal of a step that has a script to verify it, and no checks. */
const VERIFIED = "verify";

/** `checksText`: what is in checks.yaml, if there is one. */
export function openLesson(scenario: Scenario, checksText: string, identity: LessonIdentity): OpenedLesson {
  const checks = readChecks(checksText, scenario.steps.length);
  const mistakes = [...scenario.mistakes, ...checks.mistakes];
  const steps = scenario.steps.map((step, index) => workOf(step, checks.steps.get(index)));
  const minutes = checks.minutes ?? scenario.minutes;
  return {
    lesson: {
      ...identity,
      title: scenario.title,
      description: scenario.description,
      ...(minutes !== undefined && { minutes }),
      mistakes: mistakes.length,
      ...(scenario.intro !== undefined && { intro: [...scenario.intro.text] }),
      steps: scenario.steps.map(({ title, text, hint }, index) => ({
        title,
        text: [...text],
        ...(hint !== undefined && { hint: [...hint] }),
        goals: (steps[index]?.goals ?? []).map((goal) => ({ id: goal.id, title: goal.title })),
        ...foregroundOf(scenario, index),
      })),
      ...(scenario.finish !== undefined && { finish: [...scenario.finish.text] }),
      gaps: [...scenario.gaps],
    },
    intro: scenario.intro === undefined ? NO_WORK : workOf(scenario.intro, []),
    steps,
    mistakes,
  };
}

/** The introduction's runs with the first step's: both are about the files that are there from the beginning. */
function foregroundOf({ intro, steps }: Scenario, index: number): { readonly foreground?: string } {
  const scripts = [index === 0 ? intro?.foreground : undefined, steps[index]?.foreground];
  const texts = scripts.flatMap((script) => script?.text ?? []);
  return texts.length === 0 ? {} : { foreground: texts.join("\n") };
}

const NO_WORK: StepWork = { assets: [], goals: [], answers: [] };

function workOf({ assets, answers, background, verify }: ScenarioStep, goals: readonly Goal[] | undefined): StepWork {
  return {
    assets,
    answers,
    goals: goals ?? (verify === undefined ? [] : [verifiedBy(verify)]),
    ...(background !== undefined && { background }),
    ...(verify !== undefined && { verify }),
  };
}

function verifiedBy({ file, text }: ScenarioScript): Goal {
  return {
    id: VERIFIED,
    title: "The check of this step holds",
    checks: [{ kind: "script", value: { file, text } }],
  };
}
