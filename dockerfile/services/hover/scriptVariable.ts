import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { runSource } from "../../shell/runScripts.ts";
import type { Statement } from "../../syntax/statement.ts";

const VALUE = `"(?:\\\\.|[^"\\\\])*"|'[^']*'|\\$\\([^()]*\\)|[^\\s;&|()<>"']*`;

/** What a RUN's own script says last of a variable above a place: `X=2`, `for X in a b`, `read X`. */
export function scriptVariable(
  dockerfile: Dockerfile,
  statement: Statement,
  name: string,
  offset: number,
): string | undefined {
  const run = runSource(statement, dockerfile);
  if (run === undefined || run.form === "exec") return undefined;
  const { text, offsetOf } = run.source;
  const begin = "(?:^|[\\n;&|({]|\\b(?:then|do|else|while|until|if|export|readonly|local)[ \\t])[ \\t]*";
  const after = "(?=[ \\t]*(?:$|[\\n;&|)}]))";
  const set = new RegExp(
    `${begin}(?:(${name}\\+?=(?:${VALUE}))${after}|(for[ \\t]+${name}[ \\t]+in[ \\t]+[^;\\n]*)|(read[ \\t](?:[^;&|\\n]*[ \\t])?${name})\\b)`,
    "g",
  );
  let said: string | undefined;
  for (const { 0: whole, 1: value, 2: loop, 3: input, index } of text.matchAll(set)) {
    if (offsetOf(index + whole.length) > offset) break;
    said = value ?? loop ?? input;
  }
  return said?.trim();
}
