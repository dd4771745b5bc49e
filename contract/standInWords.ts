import type { StandIn } from "./transfer.ts";

const USED: Readonly<Record<StandIn, string>> = {
  own: "Using the image that is here.",
  kept: "Using the image that was pulled before.",
  starter: "Using the busybox that comes with Strata.",
};

/** What a person reads when an image could not be pulled and another one is used. One line. */
export function standInWords(name: string, standIn: StandIn): string {
  return `Could not pull ${name}: no registry that has it is reachable. ${USED[standIn]}`;
}
