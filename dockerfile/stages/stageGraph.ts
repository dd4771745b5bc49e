import { stageMistake } from "../instructions/instructionInput.ts";
import type { Mistake } from "../syntax/mistake.ts";
import type { ResolvedStage } from "./resolvedStage.ts";

/** The stages that `target` needs and itself, each after those it needs. The graph has no circle. */
export function reachableFrom(stages: readonly ResolvedStage[], target: number): readonly number[] {
  const order: number[] = [];
  const seen = new Set<number>();
  // Walked with a stack of its own: a file may have thousands of stages in a row.
  const stack = [{ index: target, next: 0 }];
  seen.add(target);
  for (let top = stack[stack.length - 1]; top !== undefined; top = stack[stack.length - 1]) {
    const dependency = stages[top.index]?.dependencies[top.next];
    if (dependency === undefined) {
      order.push(top.index);
      stack.pop();
      continue;
    }
    top.next++;
    if (seen.has(dependency)) continue;
    seen.add(dependency);
    stack.push({ index: dependency, next: 0 });
  }
  return order;
}

/** The stages that a stage copies or mounts from; BuildKit does not check its FROM for cycles. */
function copiedFrom({ sources }: ResolvedStage): readonly number[] {
  return sources.flatMap(({ base }) => (base.kind === "stage" ? [base.index] : []));
}

/** A stage that copies from itself, over others or at once. */
export function findCircle(stages: readonly ResolvedStage[]): Mistake | undefined {
  const done = new Set<number>();
  const copies = stages.map(copiedFrom);
  for (const start of stages) {
    const path = new Set<number>();
    const stack = [{ index: start.index, next: 0 }];
    for (let top = stack[stack.length - 1]; top !== undefined; top = stack[stack.length - 1]) {
      const stage = stages[top.index];
      const dependency = done.has(top.index) ? undefined : copies[top.index]?.[top.next];
      path.add(top.index);
      if (dependency === undefined) {
        done.add(top.index);
        path.delete(top.index);
        stack.pop();
        continue;
      }
      top.next++;
      if (path.has(dependency)) return circleMistake(start, stage ?? start, dependency);
      if (!done.has(dependency)) stack.push({ index: dependency, next: 0 });
    }
  }
  return undefined;
}

function circleMistake(start: ResolvedStage, last: ResolvedStage, dependency: number): Mistake {
  const closing = last.sources.find(({ base }) => base.kind === "stage" && base.index === dependency);
  const name = start.name ?? `stage-${start.index}`;
  return stageMistake(
    "circular",
    `circular dependency detected on stage: ${name}`,
    closing?.instruction.range ?? last.stage.from.range,
    "A stage can only use stages that stand before it.",
  );
}
