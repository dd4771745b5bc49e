import type { CompletionItem } from "../lsp.ts";
import type { CompletionQuery } from "./completionQuery.ts";
import { knownUsers } from "./knownUsers.ts";
import { lineageAt } from "./lineage.ts";
import { valueItem } from "./valueItem.ts";

/** Users that the stage has so far; behind a colon its groups, and the user's own number or name once more. */
export function ownerItems(query: CompletionQuery, typed: string): readonly CompletionItem[] {
  const { users, groups } = knownUsers(lineageAt(query.dockerfile, query.position, query.environment));
  const colon = typed.indexOf(":");
  const user = typed.slice(0, Math.max(0, colon));
  const names =
    colon === -1 ? [...users, "1000:1000"] : [...new Set([user, ...groups])].map((each) => `${user}:${each}`);
  return names.map((name, index) => ({
    ...valueItem(query, name, typed.length),
    // The file's own come first.
    sortText: String(index).padStart(4, "0"),
  }));
}
