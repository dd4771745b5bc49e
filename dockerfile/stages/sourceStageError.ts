import { expandWord } from "../expansion/expandWord.ts";
import type { AddInstruction, ArgInstruction } from "../instructions/instruction.ts";
import type { Stage } from "../instructions/parseDockerfile.ts";
import { isGitAddress, parseGitAddress } from "./gitAddress.ts";

const ONE_ADD = "SOURCE_DATE_EPOCH stage must contain exactly one remote ADD";

/** Why a stage can't be what SOURCE_DATE_EPOCH names (BuildKit's `sourceDateEpochStageSource`); undefined if it can. */
export function sourceStageError(
  { from, instructions }: Stage,
  globals: ReadonlyMap<string, string>,
  escapeCharacter: "\\" | "`",
): string | undefined {
  const values = new Map(globals);
  const expand = (raw: string): string =>
    expandWord(raw, (name) => values.get(name), { escape: escapeCharacter }).value;
  if (expand(from.image.raw) !== "scratch") return "SOURCE_DATE_EPOCH stage must use FROM scratch";
  let hasSource = false;
  for (const instruction of instructions) {
    if (instruction.name === "ARG") takeArgs(instruction, values, expand);
    else if (instruction.name === "ADD") {
      const wrong = hasSource ? ONE_ADD : addError(instruction, expand);
      if (wrong !== undefined) return wrong;
      hasSource = true;
    } else return unsupported(instruction.name);
  }
  return hasSource ? undefined : ONE_ADD;
}

function unsupported(name: string): string {
  return `SOURCE_DATE_EPOCH stage does not meet source-only requirements: unsupported ${name.toLowerCase()} instruction`;
}

function takeArgs({ args }: ArgInstruction, values: Map<string, string>, expand: (raw: string) => string): void {
  for (const { key, value } of args) if (value !== undefined) values.set(key.raw, expand(value.raw));
}

function addError({ sources, keepGitDir }: AddInstruction, expand: (raw: string) => string): string | undefined {
  const [only, ...more] = sources;
  if (only?.kind !== "path" || more.length > 0) return `${ONE_ADD} source`;
  const source = expand(only.path.raw);
  if (isGitAddress(source) || keepGitDir !== undefined) {
    const address = parseGitAddress(source);
    return "error" in address ? address.error : undefined;
  }
  const isUrl = /^https?:\/\//.test(source);
  return isUrl ? undefined : "SOURCE_DATE_EPOCH stage source must be a single HTTP(S) or Git ADD";
}
