import type { LessonGap } from "#contract/lesson.ts";
import type { Findings } from "./findings.ts";
import { COMPOSE, KUBERNETES, SWARM } from "./gaps.ts";

/** Programs that no container can stand in for. */
const NEEDS: readonly (readonly [RegExp, LessonGap])[] = [
  [/^(?:kubectl|k|kubeadm|minikube|k3s|k3d|kind|helm|oc)\s/, KUBERNETES],
  [/^docker(?:-compose|\s+compose)\s/, COMPOSE],
  [/^docker\s+(?:swarm|service|stack|node)\s/, SWARM],
];

/** Finds what the commands of a text ask for and can't have here. */
export function findCommandGaps(commands: string, findings: Findings): void {
  for (const line of commands.split("\n")) {
    // With a space at the end, so that a command without arguments is found, too.
    const command = `${line.trim()} `;
    for (const [pattern, gap] of NEEDS) if (pattern.test(command)) findings.gap(gap);
  }
}
