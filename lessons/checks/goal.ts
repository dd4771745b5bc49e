import { listOf } from "./authorValues.ts";
import type { WrittenGoal } from "./goalSchema.ts";
import type { Check } from "./registry.ts";

/** A goal of a step. It is reached when all of its checks pass. */
export interface Goal {
  readonly id: string;
  readonly title: string;
  readonly help?: string;
  readonly checks: readonly Check[];
}

/** The goals of one step; IDs that are not given are made from the titles. */
export function goalsOf(written: readonly WrittenGoal[]): readonly Goal[] {
  const taken = new Set(written.flatMap(({ id }) => id ?? []));
  return written.map((goal) => {
    const id = goal.id ?? freeId(goal.goal, taken);
    taken.add(id);
    return { id, title: goal.goal, ...(goal.help !== undefined && { help: goal.help }), checks: checksOf(goal) };
  });
}

function checksOf({ file, dockerfile, plan, build, image, container, command, registry }: WrittenGoal): Check[] {
  return [
    ...listOf(file).map((value) => ({ kind: "file", value }) as const),
    ...listOf(dockerfile).map((value) => ({ kind: "dockerfile", value }) as const),
    ...listOf(plan).map((value) => ({ kind: "plan", value }) as const),
    ...listOf(build).map((value) => ({ kind: "build", value }) as const),
    ...listOf(image).map((value) => ({ kind: "image", value }) as const),
    ...listOf(container).map((value) => ({ kind: "container", value }) as const),
    ...listOf(command).map((value) => ({ kind: "command", value }) as const),
    ...listOf(registry).map((value) => ({ kind: "registry", value }) as const),
  ];
}

function freeId(title: string, taken: ReadonlySet<string>): string {
  const words = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const base = words.replaceAll(/^-+|-+$/g, "").slice(0, 50) || "goal";
  let id = base;
  for (let count = 2; taken.has(id); count++) id = `${base}-${count}`;
  return id;
}
