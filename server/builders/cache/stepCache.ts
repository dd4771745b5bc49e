import type { Digest } from "#contract/names/digest.ts";
import { isDigest } from "#contract/names/digest.ts";
import { openDatabase } from "#server/storage/openDatabase.ts";
import type { StepInputs } from "./stepKey.ts";

/** The result of a step: always a layer (an empty one if nothing changed); steps without one are not cached. */
export interface CachedStep {
  readonly diffId: Digest;
  /** Bytes of the files in the layer, as `docker history` counts them. */
  readonly size: number;
  readonly files: number;
  /** RFC 3339: when the layer was made; history rows keep it. */
  readonly created: string;
}

/** A cached result, as a sweep sees it. */
export interface StepUse {
  readonly key: string;
  readonly diffId: Digest;
  /** Milliseconds since the epoch, accurate to a minute. */
  readonly usedAt: number;
}

/**
 * Results by key and the last inputs by position, in SQLite: several builder processes share one file. Lookups take
 * some microseconds.
 */
export interface StepCache {
  get(key: string): CachedStep | undefined;
  /** Like `get`, but does not count as a use. */
  look(key: string): CachedStep | undefined;
  put(key: string, step: CachedStep): void;
  /** The last inputs of the step at this place in the Dockerfile. */
  lastInputs(position: string): StepInputs | undefined;
  setLastInputs(position: string, inputs: StepInputs): void;
  /** Small facts that are expensive to compute, such as the digest of a selection of files. */
  fact(key: string): string | undefined;
  setFact(key: string, value: string): void;
  /** Every layer of a cached result: roots of a garbage collection. */
  layers(): Digest[];
  /** Every cached result, with the time of its last use. */
  uses(): StepUse[];
  forget(key: string): void;
  /** Drops all but the newest `rows` last inputs and facts. */
  prune(rows?: number): void;
  close(): void;
}

/** Other builder processes open and write the same file. */

/** The accuracy of recorded uses, so that most hits write nothing. */
const USE_STEP_MS = 60_000;

/** `user_version` of the file. */
const VERSION = 1;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS steps (
    key TEXT PRIMARY KEY, diff_id TEXT NOT NULL, size INTEGER NOT NULL, files INTEGER NOT NULL, created TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS uses (key TEXT PRIMARY KEY, used_at INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS last_inputs (position TEXT PRIMARY KEY, inputs TEXT NOT NULL, set_at INTEGER NOT NULL)
    WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS known_facts (key TEXT PRIMARY KEY, value TEXT NOT NULL, set_at INTEGER NOT NULL)
    WITHOUT ROWID;
  DROP TABLE IF EXISTS positions;
  DROP TABLE IF EXISTS facts;
`;

/** Most rows of each kind that can be recomputed; the newest stay. */
const KEPT_ROWS = 20_000;

function newestRows(table: "last_inputs" | "known_facts", key: string): string {
  return `DELETE FROM ${table} WHERE ${key} NOT IN (SELECT ${key} FROM ${table} ORDER BY set_at DESC LIMIT ?)`;
}

function cachedStep(row: Record<string, unknown> | undefined): CachedStep | undefined {
  if (row === undefined) return undefined;
  const { diff_id: diffId, size, files, created } = row;
  if (typeof diffId !== "string" || !isDigest(diffId) || typeof created !== "string") return undefined;
  return { diffId, size: Number(size), files: Number(files), created };
}

function parseInputs(text: unknown): StepInputs | undefined {
  if (typeof text !== "string") return undefined;
  const pairs: unknown = JSON.parse(text);
  if (!Array.isArray(pairs)) return undefined;
  return new Map(pairs.map(([name, value]) => [String(name), String(value)]));
}

function stepUse({ key, diff_id: diffId, used_at: usedAt }: Record<string, unknown>): StepUse[] {
  return typeof diffId === "string" && isDigest(diffId) ? [{ key: String(key), diffId, usedAt: Number(usedAt) }] : [];
}

/** Within a minute, a later step sorts first: without an earlier one it would never be found again. */
const ALL_USES = `SELECT steps.key, diff_id, coalesce(used_at, 0) AS used_at FROM steps LEFT JOIN uses USING (key)
  ORDER BY used_at, created DESC`;

export function openStepCache(file: string): StepCache {
  const database = openDatabase(file, { version: VERSION, migrate: (opened) => opened.exec(SCHEMA) });
  const getStep = database.prepare(
    "SELECT diff_id, size, files, created, used_at FROM steps LEFT JOIN uses USING (key) WHERE key = ?",
  );
  const putStep = database.prepare("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?, ?)");
  const putUse = database.prepare("INSERT OR REPLACE INTO uses VALUES (?, ?)");
  const allUses = database.prepare(ALL_USES);
  const forgetStep = database.prepare("DELETE FROM steps WHERE key = ?");
  const forgetUse = database.prepare("DELETE FROM uses WHERE key = ?");
  const getPosition = database.prepare("SELECT inputs FROM last_inputs WHERE position = ?");
  const putPosition = database.prepare("INSERT OR REPLACE INTO last_inputs VALUES (?, ?, ?)");
  const getFact = database.prepare("SELECT value FROM known_facts WHERE key = ?");
  const putFact = database.prepare("INSERT OR REPLACE INTO known_facts VALUES (?, ?, ?)");
  const allLayers = database.prepare("SELECT DISTINCT diff_id FROM steps");
  return {
    get(key) {
      const row = getStep.get(key);
      const now = Date.now();
      if (row !== undefined && now - Number(row.used_at ?? 0) > USE_STEP_MS) putUse.run(key, now);
      return cachedStep(row);
    },
    look: (key) => cachedStep(getStep.get(key)),
    put(key, { diffId, size, files, created }) {
      putUse.run(key, Date.now());
      putStep.run(key, diffId, size, files, created);
    },
    lastInputs: (position) => parseInputs(getPosition.get(position)?.inputs),
    setLastInputs: (position, inputs) => void putPosition.run(position, JSON.stringify([...inputs]), Date.now()),
    fact: (key) => {
      const value = getFact.get(key)?.value;
      return typeof value === "string" ? value : undefined;
    },
    setFact: (key, value) => void putFact.run(key, value, Date.now()),
    layers: () =>
      allLayers
        .all()
        .flatMap(({ diff_id: diffId }) => (isDigest(String(diffId)) ? [String(diffId)] : []))
        .filter(isDigest),
    uses: () => allUses.all().flatMap(stepUse),
    forget(key) {
      forgetStep.run(key);
      forgetUse.run(key);
    },
    prune(rows = KEPT_ROWS) {
      database.prepare(newestRows("last_inputs", "position")).run(rows);
      database.prepare(newestRows("known_facts", "key")).run(rows);
    },
    close: () => database.close(),
  };
}
