/** What to do about failures that every builder has: the same words whoever built. */
export const FAILURE_ADVICE = {
  secret:
    "Give it a value in the build settings (in the console: docker build --secret id=…,src=…), or remove `required`.",
  ssh: "Pass the key as a secret (RUN --mount=type=secret), or ask the operator to set STRATA_SSH_AGENT.",
  hostNetwork: "Remove --network=host. This builder never runs commands in the machine's own network.",
} as const;

/** Docker's runtime and ours say it alike. */
const NO_PROGRAM = /exec: "([^"]+)": (?:(?:stat \S+: )?no such file or directory|executable file not found in \$PATH)/;

/** For a RUN that failed; `words`: why it did not start, or the end of its output. */
export function runAdvice(exitCode: number, words = ""): string {
  const program = NO_PROGRAM.exec(words)?.[1];
  if (program !== undefined)
    return `The stage has no ${program}. Start from an image that has it, or copy it into the stage first.`;
  if (exitCode === 127) return "Command not found. Check its name, or install it in an earlier RUN.";
  if (exitCode === 126)
    return "The file can't be executed. Make it executable with chmod +x, or check its #! line and its architecture.";
  if (exitCode === 137) return "The command was killed, most often because it ran out of memory.";
  return "The last lines of its output show what went wrong.";
}

/** For a path of COPY or ADD that is not there. */
export function pathAdvice(from: "context" | "source"): string {
  const where = from === "context" ? "the context (check .dockerignore too)" : "the source of the copy";
  return `Check the path. It is relative to ${where}.`;
}
