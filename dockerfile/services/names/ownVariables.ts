import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { headOf, runOf } from "../../shell/runScripts.ts";
import type { Statement } from "../../syntax/statement.ts";
import { GLOBAL_SCOPE } from "./variableScopes.ts";

/**
 * The first script in some scopes that has a variable for its own: sets it, takes it by its name, or gets it from a
 * mount. What stands behind a `$` there can't be told from the one of the Dockerfile.
 */
export function scriptThatMeans(
  { syntax, instructionOf }: Dockerfile,
  name: string,
  scopes: ReadonlySet<number>,
): Statement | undefined {
  if (!/^\w+$/.test(name)) return undefined;
  const own = ownPattern(name);
  let scope = GLOBAL_SCOPE;
  return syntax.statements.find((statement) => {
    const instruction = instructionOf.get(statement);
    if (instruction?.name === "FROM") scope++;
    const found = runOf(instruction);
    return found !== undefined && scopes.has(scope) && own.test(scriptOf(statement, found.onbuild));
  });
}

/** Mounts, the command line and the heredocs, each from a line of its own on. */
function scriptOf(statement: Statement, onbuild: boolean): string {
  const { flags, rest } = headOf(statement, onbuild);
  const mounts = flags.flatMap(({ name, value = "" }) => (name === "mount" ? [`mount,${value},`] : []));
  return [...mounts, rest.text, ...statement.heredocs.map(({ rawBody }) => rawBody)].join("\n");
}

/** Builtins and programs that take variables by their names. */
const BY_NAME = "for|read|export|unset|readonly|declare|local|typeset|printenv|getopts";

function ownPattern(name: string): RegExp {
  const word = `${name}(?!\\w)`;
  const begin = "(?:^|[;&|({]|\\b(?:then|do|else|env|if|while|until)[ \\t])[ \\t]*(?:\\w+=\\S*[ \\t]+)*";
  const ways = [
    `${begin}${name}\\+?=`,
    `${begin}(?:${BY_NAME})[ \\t](?:[^;&|\\n$]*[ \\t"'])?${word}`,
    `\\$\\(\\((?:[^)]{0,200}[^\\w$)])?${word}`,
    `^mount,(?:.*,)?env=${word}`,
    `\\$\\{?env:${word}`,
    `%${name}%`,
  ];
  return new RegExp(ways.join("|"), "m");
}
