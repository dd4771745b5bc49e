import type { FactChange } from "./facts.ts";

export const messages = {
  name: "Step through the build",
  at: (step: number, count: number) => `Step ${step} of ${count}`,
  line: (line: number) => `line ${line}`,
  facts: "State after the step",
  previous: "Previous step",
  next: "Next step",
  close: "Stop stepping through",
  none: "Build, or open a build of the list, to step through it.",
  failed: "This line failed. What is shown held before it.",
  workdir: "Folder",
  user: "User",
  root: "root",
  env: "Variables",
  args: "Arguments",
  config: "Configuration",
  nothing: "none",
  changes: { new: "new", changed: "changed", removed: "removed" } satisfies Record<FactChange, string>,
  marks: { new: "+", changed: "~", removed: "−" } satisfies Record<FactChange, string>,
} as const;
