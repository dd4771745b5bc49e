import type { MissingConstruct, SyntaxStop } from "./syntax.ts";

const MISSING: Readonly<Record<MissingConstruct, string>> = {
  "command-substitution":
    "$(…) and backticks are not available here: run the inner command first, then paste what it printed.",
  arithmetic: "$((…)) is not available here: write the result.",
  subshell: "( … ) is not available here: write the commands one after the other.",
  group: "{ … } is not available here: join the commands with && or ;.",
  loop: "Loops are not available here: run the command once for each value, or in a container with docker run.",
  condition: "if and case are not available here: use && and ||, or run a script in a container with docker run.",
  function: "Functions are not available here: put the commands into a script that a RUN instruction executes.",
  background: "& is not available here: commands run one after the other. Use docker run -d for what keeps running.",
  "process-substitution": "<(…) and >(…) are not available here: write to a file, then read it.",
  "parameter-expansion": "Only the plain form of a variable, $NAME, is available here: write the value.",
  test: "test and [ … ] are not available here: use ls FILE && or grep -q.",
};

/** What is wrong with a script, as one line. */
export function syntaxWords(stop: Exclude<SyntaxStop, { stop: "incomplete" }>): string {
  return stop.stop === "missing" ? MISSING[stop.construct] : `syntax error near unexpected token \`${stop.token}'`;
}
