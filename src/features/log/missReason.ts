import type { CacheMiss } from "#contract/build.ts";
import { missClause } from "#contract/missWords.ts";
import { messages } from "./messages.ts";

/** "runs because app/server.py has changed"; undefined if there was nothing to compare with, as in a first build. */
export function missReason(miss: CacheMiss | undefined): string | undefined {
  const clause = miss && missClause(miss);
  return clause === undefined ? undefined : messages.runsBecause(clause);
}
