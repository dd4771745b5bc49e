import type { Instruction } from "../../instructions/instruction.ts";
import type { Dockerfile } from "../../instructions/parseDockerfile.ts";
import { resolveStages } from "../../stages/resolveStages.ts";

/** The scope of FROM, beside those of the stages, which go by their index. */
export const GLOBAL_SCOPE = -1;

/** The scopes that see the same variable, for one scope of them: a stage inherits, and ARG takes a global argument over. */
export function scopesSharing(dockerfile: Dockerfile, name: string, scope: number): ReadonlySet<number> {
  const { stages } = resolveStages(dockerfile);
  const links: (readonly [number, number])[] = [];
  const isGlobal = dockerfile.metaArgs.some((instruction) => declares(instruction, name));
  for (const { index, stage, base } of stages) {
    if (base.kind === "stage") links.push([index, base.index]);
    const takesOver = stage.instructions.some((each) => each.name === "ARG" && declares(each, name));
    if (isGlobal && takesOver) links.push([index, GLOBAL_SCOPE]);
  }
  const shared = new Set([scope]);
  for (let size = 0; size < shared.size; ) {
    size = shared.size;
    for (const [a, b] of links) {
      if (shared.has(a)) shared.add(b);
      else if (shared.has(b)) shared.add(a);
    }
  }
  return shared;
}

function declares(instruction: Instruction, name: string): boolean {
  return instruction.name === "ARG" && instruction.args.some(({ key }) => key.raw === name);
}

/** A scope, those of the stages that it starts from, and the global one: where a value is looked up, nearest first. */
export function scopesAbove(dockerfile: Dockerfile, scope: number): readonly number[] {
  const { stages } = resolveStages(dockerfile);
  const scopes: number[] = [];
  for (let at = scope; at !== GLOBAL_SCOPE && !scopes.includes(at); ) {
    scopes.push(at);
    const base = stages[at]?.base;
    at = base?.kind === "stage" ? base.index : GLOBAL_SCOPE;
  }
  return [...scopes, GLOBAL_SCOPE];
}
