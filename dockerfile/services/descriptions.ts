import type { Dockerfile } from "../instructions/parseDockerfile.ts";
import { PLATFORM_ARGS, PROXY_ARGS } from "../stages/predefinedArgs.ts";
import type { LanguageEnvironment } from "./languageEnvironment.ts";
import type { VariableAt } from "./scopeAt.ts";

const ORIGINS: Readonly<Record<VariableAt["origin"], string>> = {
  predefined: "predefined by the builder",
  global: "an ARG before the first FROM",
  base: "from the base image",
  arg: "an ARG of this stage",
  env: "set by ENV",
};

function code(text: string): string {
  return text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``;
}

/** A variable and what it is at a place; `known` is undefined if nothing sets it there. */
export function describeVariable(
  name: string,
  known: VariableAt | undefined,
  { environment, inScript = false }: { readonly environment: LanguageEnvironment; readonly inScript?: boolean },
): string {
  const about = Object.entries(PLATFORM_ARGS).find(([platformArg]) => platformArg === name)?.[1];
  const explained = about === undefined ? "" : `\n\n${about}`;
  if (known === undefined) {
    if (PROXY_ARGS.includes(name)) return `**$${name}** is set if the build passes it, and needs no ARG.`;
    const unless = inScript ? " It may come from the script itself or from the base image." : "";
    return `**$${name}** is not set: nothing above this line declares it.${unless}${explained}`;
  }
  const given = environment.buildArgs !== undefined && Object.hasOwn(environment.buildArgs, name);
  const origin = given && known.origin !== "env" ? "a build argument you set" : ORIGINS[known.origin];
  if (known.value === undefined) return `**$${name}** has no value: ${origin} without a default.${explained}`;
  return `**$${name}** = ${known.value === "" ? "(empty)" : code(known.value)}\n\n${origin}${explained}`;
}

/** A variable that a script has for its own, and the words that set it. */
export function describeOwn(name: string, set: string): string {
  return `**$${name}** is set by this script: ${code(set)}`;
}

/** A stage with this name or number; undefined if there is none. */
export function describeStage({ stages }: Dockerfile, name: string): string | undefined {
  const byName = stages.find((stage) => stage.name === name.toLowerCase());
  const stage = byName ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined);
  if (stage === undefined) return undefined;
  const { from, instructions, index } = stage;
  const count = instructions.length === 1 ? "1 instruction" : `${instructions.length} instructions`;
  return `**Stage ${stage.name ?? index}**, line ${from.range.start.line + 1}\n\nFrom ${code(from.image.raw)}, ${count}.`;
}
