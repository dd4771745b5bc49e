import { type SandboxUser, sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { sampled } from "./sampled.ts";

/**
 * The users that a sandbox can belong to; in the short form of the tests, without those that have one id only. They are
 * left out where the sandbox differs and what is tested does not: its own tests, attacks, and builds take all of them.
 */
export function sampledUsers(what: string): { readonly users: SandboxUser[]; readonly missing: readonly string[] } {
  const { users, missing } = sandboxUsers();
  return { users: sampled(`users of ${what}`, users, ({ hasIds }, index) => index === 0 || hasIds), missing };
}
