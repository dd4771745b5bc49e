import type { DatabaseSync } from "node:sqlite";

/** Events deleted per slice, before other work gets its turn. */
const SLICE = 200;

/**
 * Deletes old builds from the log. They are hidden from `forget` on; their events, up to a hundred thousand, are
 * deleted in slices. The next server deletes what a stopped one left.
 */
export class ForgottenBuilds {
  readonly #sql;
  readonly #onError: (error: unknown) => void;
  #next: NodeJS.Immediate | undefined;

  constructor(db: DatabaseSync, onError: (error: unknown) => void) {
    this.#onError = onError;
    this.#sql = {
      forget: db.prepare(
        `UPDATE builds SET finished = 2
         WHERE workspace = ?1 AND finished = 1 AND (pinned = 0 OR ?2 = 0) AND number <=
           (SELECT number FROM builds WHERE workspace = ?1 AND finished = 1 AND (pinned = 0 OR ?2 = 0)
            ORDER BY number DESC LIMIT 1 OFFSET ?2)
           AND (?2 = 0 OR id NOT IN (SELECT build FROM live_builds))`,
      ),
      one: db.prepare("SELECT id FROM builds WHERE finished = 2 LIMIT 1"),
      deleteEvents: db.prepare(
        `DELETE FROM events WHERE build = ?1 AND id IN
           (SELECT id FROM events WHERE build = ?1 ORDER BY id LIMIT ${SLICE})`,
      ),
      deleteBuild: db.prepare("DELETE FROM builds WHERE id = ?"),
    };
    this.goOn();
  }

  /**
   * Deletes all but the newest `keep` finished builds of a workspace and those that are pinned; with 0, these too. Live ones go
   * when newer ones replace them, or with all.
   */
  forget(workspace: string, keep: number): void {
    if (this.#sql.forget.run(workspace, keep).changes > 0) this.goOn();
  }

  stop(): void {
    clearImmediate(this.#next);
  }

  /** Deletes what was hidden. */
  goOn(): void {
    this.#next ??= setImmediate(() => {
      this.#next = undefined;
      try {
        if (this.#deleteSome()) this.goOn();
      } catch (error) {
        // The next call tries again.
        this.#onError(error);
      }
    });
  }

  /** False if nothing is left. */
  #deleteSome(): boolean {
    const id = this.#sql.one.get()?.id;
    if (typeof id !== "string") return false;
    if (this.#sql.deleteEvents.run(id).changes < SLICE) this.#sql.deleteBuild.run(id);
    return true;
  }
}
