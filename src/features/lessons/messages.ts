import type { FileAction } from "#lessons/fileAction.ts";

export const messages = {
  pane: "Lesson",
  steps: "Steps of the lesson",
  step: (number: number, of: number) => `Step ${number} of ${of}`,
  introduction: "Introduction",
  end: "Finish",
  stepName: (name: string, isDone: boolean) => (isDone ? `${name}, done` : name),
  minutes: (minutes: number) => `About ${minutes} min`,
  stepCount: (steps: number) => count(steps, "step"),

  goals: "Goals",
  goalState: { waiting: "Not checked yet", failed: "Not yet", passed: "Done" },
  where: "Where",
  saw: "Found",
  wanted: "Expected",
  place: (path: string, line: number) => `${path}, line ${line}`,
  goalsMet: (met: number, of: number) => `${met} of ${count(of, "goal")}`,
  reached: (title: string, met: number, of: number) => `Goal reached: ${title}. ${met} of ${of}.`,
  allReached: (title: string) => `Goal reached: ${title}. All goals of this step are reached.`,

  hint: "Hint",
  again: "Start this step again",
  againTitle: "Puts the files of this step as they were when it began",

  back: "Back",
  next: "Next",
  begin: "Begin",
  finish: "Finish",
  open: (open: number) => `${count(open, "goal")} open. You can go on anyway.`,
  ready: "All goals reached",

  done: "You reached the end of this lesson.",
  whatNext: "What's next",
  nextLesson: (title: string) => `Next lesson: ${title}`,
  noMore: "You have finished every lesson. The examples in the Learn menu show more.",
  firstStep: "Go through it again",

  failed: "Lesson not shown",
  tryAgain: "Try again",
  show: "Show the lesson",
  hide: "Hide the lesson",

  action: {
    execute: "Run",
    interrupt: "Stop and run",
    copy: "Copy",
    open: (path: string) => `Open ${path}`,
    port: (port: number) => `Open port ${port}`,
    file: {
      replace: (path: string) => `Write ${path}`,
      append: (path: string) => `Add to ${path}`,
      prepend: (path: string) => `Add to top of ${path}`,
      insert: (path: string) => `Insert into ${path}`,
    } satisfies Record<FileAction["target"], (path: string) => string>,
  },
  mark: {
    execute: "Done",
    waiting: "Waiting",
    running: "Running",
    exit: (code: number) => `Exit code ${code}`,
    lost: "Console ended",
    copy: "Copied",
    open: "Opened",
    port: "Opened",
    file: "Changed",
  },
  previewOnly: "Start the lesson to try its buttons.",

  table: "Table",
  listBox: { checked: "Done", unchecked: "Not done" },

  checkAnswer: "Check answer",
  yourAnswer: "Your answer",
  several: "Several may be right.",
  right: "Right",
  wrong: "Not right. Try again.",
  noAnswer: "Choose or type an answer first.",

  start: "Start",
  startAt: (number: number) => `Start at step ${number}`,
  startOver: "Start over",
  openTaken: "Open",
  cancel: "Cancel",
  loading: "Loading lesson…",
  gaps: "Not everything of this lesson works here",
  mistakesInFiles: (mistakes: number) => `${count(mistakes, "mistake")} in its files`,

  author: "Mistakes and source",
  noMistakes: "No mistakes found.",
  mistakePlace: (file: string, line: number) => `${file}:${line}`,
  severity: { error: "Error", warning: "Warning" },
  sourceFolder: "Read from a folder of the server. It is shown again whenever a file changes.",
  sourceTried: "Made from files that were dropped or previewed.",
  sourceFile: "File of the lesson",
  sourceText: "Source",
  preview: "Preview",
  previewAbout: "Shown again after each save.",
  tryIt: "Start it",
  closePreview: "Close preview",
} as const;

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? "" : "s"}`;
}
