import type { CacheMiss } from "#contract/build.ts";
import { messages } from "./messages.ts";

/** "runs because app/server.py has changed"; undefined if there was nothing to compare with, as in a first build. */
export function missReason(miss: CacheMiss | undefined): string | undefined {
  if (!miss || miss.changed.length === 0) return undefined;
  const clause = miss.reason.replace(/\.\s*$/, "").replace(/^(The|An?|What|Its|It) /, (word) => word.toLowerCase());
  return clause.startsWith("runs because") ? clause : messages.runsBecause(clause);
}
