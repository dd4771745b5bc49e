import type { Instruction } from "./instruction.ts";
import type { Dockerfile } from "./parseDockerfile.ts";

/** What FROM, `--from`, and mounts name that is no stage, each once. A name with a variable is known only in a build. */
export function outsideNames({ stages }: Dockerfile): string[] {
  const own = new Set(stages.flatMap(({ name }) => name ?? []));
  const named = stages.flatMap(({ from, instructions }) => [from.image.raw, ...instructions.flatMap(sourcesOf)]);
  const isOutside = (name: string) =>
    name !== "" && name !== "scratch" && !own.has(name.toLowerCase()) && !/^\d+$/.test(name) && !name.includes("$");
  return [...new Set(named)].filter(isOutside);
}

function sourcesOf(instruction: Instruction): string[] {
  if (instruction.name === "COPY") return instruction.from === undefined ? [] : [instruction.from.raw];
  return instruction.name === "RUN" ? instruction.mounts.flatMap(({ options }) => options.from ?? []) : [];
}
