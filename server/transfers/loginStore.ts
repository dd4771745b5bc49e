import type { DatabaseSync } from "node:sqlite";
import type { Login } from "#contract/transfer.ts";
import type { Credentials } from "#server/oci/distribution/registrySettings.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";
import { seal, unseal } from "./seal.ts";
import { existingKey, secretKey } from "./secretKey.ts";

interface HeldLogin extends Credentials {
  readonly kept: boolean;
}

function prepare(database: DatabaseSync) {
  return {
    put: database.prepare("INSERT OR REPLACE INTO logins (owner, registry, username, sealed) VALUES (?, ?, ?, ?)"),
    remove: database.prepare("DELETE FROM logins WHERE owner = ? AND registry = ?"),
    forget: ["logins", "pulls", "layer_blobs"].map((table) => database.prepare(`DELETE FROM ${table} WHERE owner = ?`)),
    of: database.prepare("SELECT registry, username, sealed FROM logins WHERE owner = ?"),
  };
}

/** Owners whose logins are in memory: whoever comes later replaces the first. */
const MAX_OWNERS = 10_000;

/** The logins of each owner: in memory, and, if the person wants it, encrypted in the database. */
export class LoginStore {
  readonly #database: DatabaseSync;
  readonly #keyFile: string;
  readonly #sql: ReturnType<typeof prepare>;
  readonly #held = new Map<string, Map<string, HeldLogin>>();

  constructor(database: DatabaseSync, keyFile: string) {
    this.#database = database;
    this.#keyFile = keyFile;
    this.#sql = prepare(database);
  }

  put(owner: string, registry: string, { username, password }: Credentials, kept: boolean): void {
    const held = this.#of(owner);
    this.#forget(owner, registry);
    if (kept) {
      const sealed = seal(secretKey(this.#keyFile), password, about(owner, registry, username));
      inTransaction(this.#database, () => this.#sql.put.run(owner, registry, username, sealed));
    }
    held.set(registry, { username, password, kept });
  }

  /** Whether there was one. */
  remove(owner: string, registry: string): boolean {
    const had = this.#of(owner).delete(registry);
    this.#forget(owner, registry);
    return had;
  }

  /** By registry, without passwords. */
  list(owner: string): Login[] {
    const logins = [...this.#of(owner)].map(([registry, { username, kept }]) => ({ registry, username, kept }));
    return logins.sort((a, b) => (a.registry < b.registry ? -1 : 1));
  }

  /** By registry. */
  credentials(owner: string): Record<string, Credentials> {
    const entries = [...this.#of(owner)].map(([registry, { username, password }]) => [
      registry,
      { username, password },
    ]);
    return Object.fromEntries(entries);
  }

  /** Removes all logins of an owner, and what is kept of their pulls and pushes. */
  forget(owner: string): void {
    this.#held.delete(owner);
    inTransaction(this.#database, () => {
      for (const forget of this.#sql.forget) forget.run(owner);
    });
  }

  #forget(owner: string, registry: string): void {
    inTransaction(this.#database, () => this.#sql.remove.run(owner, registry));
  }

  #of(owner: string): Map<string, HeldLogin> {
    const held = this.#held.get(owner);
    if (held !== undefined) return held;
    const [first] = this.#held.keys();
    if (this.#held.size >= MAX_OWNERS && first !== undefined) this.#held.delete(first);
    const kept = this.#read(owner);
    this.#held.set(owner, kept);
    return kept;
  }

  /** A login whose key is gone is none. */
  #read(owner: string): Map<string, HeldLogin> {
    const rows = this.#sql.of.all(owner);
    const key = rows.length === 0 ? undefined : existingKey(this.#keyFile);
    const logins = rows.flatMap(({ registry: host, username: user, sealed }) => {
      const [registry, username] = [String(host), String(user)];
      if (key === undefined || !(sealed instanceof Uint8Array)) return [];
      const password = unseal(key, sealed, about(owner, registry, username));
      return password === undefined ? [] : [[registry, { username, password, kept: true }] as const];
    });
    return new Map(logins);
  }
}

function about(...parts: string[]): string {
  return JSON.stringify(parts);
}
