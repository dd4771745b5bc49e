import type { DatabaseSync } from "node:sqlite";

/** A request that began before its sender was removed may last this long, in milliseconds, and leave something behind. */
const LATE = 35 * 60_000;

/** Owners that are no longer anybody's, whose things are still to be removed: on disk, so that none is left behind. */
export interface OwnersToForget {
  add(owner: string): void;
  /** Those whose things were not removed yet, or need it a second time by now. */
  due(now: number): readonly string[];
  /** Their things were removed; a second time, it is over. */
  forgotten(owner: string, now: number): void;
  /** When one is due next; undefined if there is none. */
  next(): number | undefined;
}

export function openOwnersToForget(db: DatabaseSync): OwnersToForget {
  const insert = db.prepare("INSERT OR IGNORE INTO owners_to_forget (owner) VALUES (?)");
  const due = db.prepare(
    `SELECT owner FROM owners_to_forget WHERE coalesce(forgotten_at, 0) <= ? - ${LATE} ORDER BY number`,
  );
  const again = db.prepare("DELETE FROM owners_to_forget WHERE owner = ? AND forgotten_at IS NOT NULL");
  const first = db.prepare("UPDATE owners_to_forget SET forgotten_at = ? WHERE owner = ?");
  const next = db.prepare(`SELECT min(coalesce(forgotten_at + ${LATE}, 0)) AS at FROM owners_to_forget`);
  return {
    add: (owner) => void insert.run(owner),
    due: (now) => due.all(now).map(({ owner }) => String(owner)),
    forgotten(owner, now) {
      if (again.run(owner).changes === 0) first.run(now, owner);
    },
    next() {
      const at = next.get()?.at;
      return typeof at === "number" ? at : undefined;
    },
  };
}
