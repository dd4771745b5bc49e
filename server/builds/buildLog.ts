import path from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { type Build, type BuildMarks, type BuildSummary, buildSchema, buildSummarySchema } from "#contract/build.ts";
import { type BuildEvent, buildEventSchema } from "#contract/buildEvent.ts";
import { type Digest, isDigest } from "#contract/names/digest.ts";
import { inTransaction } from "#server/storage/inTransaction.ts";
import { openDatabase } from "#server/storage/openDatabase.ts";
import { EventBuffer } from "./eventBuffer.ts";
import { ForgottenBuilds } from "./forgottenBuilds.ts";
import { LIVE_SCHEMA, LiveBuildRows } from "./liveBuildRows.ts";

/** A stored event: its number in the build, from 1, and its JSON. */
export interface LoggedEvent {
  readonly id: number;
  readonly json: string;
}

/** At most `limit` builds, older than build `before` if there is one. */
export interface BuildPage {
  readonly limit: number;
  readonly before?: string | undefined;
}

/** The state and the events of every build. */
export interface BuildLog {
  create(workspace: string, build: Build): void;
  /** Appends an event; it is written to disk later, and visible to `read` at once. */
  append(id: string, event: BuildEvent): void;
  /** Events after number `after`, in order, at most `limit`. */
  read(id: string, after: number, limit: number): LoggedEvent[];
  /** Stores the final state. */
  finish(build: Build): void;
  /** The workspace of a build; undefined if it is not found. */
  workspaceOf(id: string): string | undefined;
  /** The last stored state of a build, as JSON that is sent without parsing. */
  textOf(id: string): string | undefined;
  /** The newest builds of a workspace, or those before one of them; no trials. */
  list(workspace: string, page: BuildPage): BuildSummary[];
  /** Gives a build a name, or takes it away (`null`); pins it, or ends that. */
  mark(id: string, marks: BuildMarks): void;
  /** How many builds of a workspace are pinned. */
  countPinned(workspace: string): number;
  /** The images of the pinned builds of a workspace. */
  pinnedImages(workspace: string): Digest[];
  /** The image of the newest successful build that is no trial. */
  newestImage(workspace: string): Digest | undefined;
  /** Builds that never finished, because the server died. */
  unfinished(): { readonly workspace: string; readonly build: Build; readonly events: BuildEvent[] }[];
  /** Deletes the live builds of a workspace that newer ones have replaced; returns the images that were only theirs. */
  dropLive(workspace: string, of: string | undefined): readonly Digest[];
  /** The images of the live builds that are left. */
  liveImages(workspace: string): readonly Digest[];
  /** Deletes all but the newest finished builds of a workspace and those that are pinned; all of them if `keep` is 0. */
  prune(workspace: string, keep: number): void;
  /** Called when events can't be written; they are kept in memory and retried with the next ones. */
  onWriteError(listener: (error: unknown) => void): void;
  close(): void;
}

/** `user_version` of the file; 0 has been written without marks, without live builds, and with other keys of events. */
const VERSION = 1;

/** What a person says of a build. */
const MARKS = ["name TEXT", "pinned INTEGER NOT NULL DEFAULT 0"] as const;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS builds (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    workspace TEXT NOT NULL,
    finished INTEGER NOT NULL,
    build TEXT NOT NULL,
    ${MARKS.join(", ")}
  ) STRICT;
  CREATE INDEX IF NOT EXISTS builds_by_workspace ON builds (workspace, number);
`;

/** With row IDs: without, whoever looks for a key reads all of the events on the way to it, which can have megabytes. */
const EVENTS = `
  CREATE TABLE IF NOT EXISTS events (
    build TEXT NOT NULL REFERENCES builds (id) ON DELETE CASCADE,
    id INTEGER NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (build, id)
  ) STRICT;
`;

const HAS_OLD_EVENTS = "SELECT 1 FROM sqlite_schema WHERE name = 'events' AND sql LIKE '%WITHOUT ROWID%'";
const MOVE_EVENTS = `
  ALTER TABLE events RENAME TO old_events;
  ${EVENTS}
  INSERT INTO events (build, id, event) SELECT build, id, event FROM old_events;
  DROP TABLE old_events;
`;

const MARKED = `CASE WHEN name IS NULL AND pinned = 0 THEN build
  ELSE json_patch(build, json_object('name', name, 'pinned', iif(pinned, json('true'), NULL))) END`;

/** Without the steps and the text, which can have megabytes. */
const PAGE = `
  SELECT json_remove(${MARKED}, '$.stages', '$.steps', '$.source') AS summary FROM builds
  WHERE workspace = ?1 AND finished < 2 AND build ->> '$.trial' IS NULL AND id NOT IN (SELECT build FROM live_builds)
    AND (?2 = '' OR number < (SELECT number FROM builds WHERE id = ?2))
  ORDER BY number DESC LIMIT ?3`;

const NEWEST_IMAGE = `
  SELECT build ->> '$.image.id' AS id FROM builds
  WHERE workspace = ? AND finished = 1 AND build ->> '$.state' = 'done' AND build ->> '$.trial' IS NULL
  ORDER BY number DESC LIMIT 1`;

const PINNED_IMAGES = `
  SELECT DISTINCT build ->> '$.image.id' AS id FROM builds
  WHERE workspace = ? AND finished < 2 AND pinned = 1 AND build ->> '$.image.id' IS NOT NULL`;

interface BuildRow {
  id: string;
  workspace: string;
  build: string;
}

function isBuildRow(row: unknown): row is BuildRow {
  return typeof row === "object" && row !== null && "id" in row && "workspace" in row && "build" in row;
}

function isLoggedEvent(row: unknown): row is LoggedEvent {
  return typeof row === "object" && row !== null && "id" in row && "json" in row;
}

const textIn = (column: unknown): string | undefined => (typeof column === "string" ? column : undefined);
const parseBuild = (json: string): Build => buildSchema.parse(JSON.parse(json));
const parseSummary = (json: string): BuildSummary => buildSummarySchema.parse(JSON.parse(json));
const parseEvent = (json: string): BuildEvent => buildEventSchema.parse(JSON.parse(json));

/** Logs of earlier versions have none. */
function addMarks(db: DatabaseSync): void {
  const known = new Set(
    db
      .prepare("SELECT name FROM pragma_table_info('builds')")
      .all()
      .map(({ name }) => name),
  );
  for (const column of MARKS)
    if (!known.has(column.split(" ", 1)[0] ?? "")) db.exec(`ALTER TABLE builds ADD COLUMN ${column}`);
}

function migrate(db: DatabaseSync): void {
  db.exec(SCHEMA);
  addMarks(db);
  db.exec(db.prepare(HAS_OLD_EVENTS).get() === undefined ? EVENTS : MOVE_EVENTS);
  db.exec(LIVE_SCHEMA);
}

/** Opens (or makes) the log in `builds.db` of a folder. */
export function openBuildLog(dir: string): BuildLog {
  let tellWriteError = (error: unknown): void => {
    throw error;
  };
  const onError = (error: unknown) => tellWriteError(error);
  const db = openDatabase(path.join(dir, "builds.db"), { version: VERSION, migrate });
  const live = new LiveBuildRows(db);
  const insertBuild = db.prepare("INSERT INTO builds (id, workspace, finished, build) VALUES (?, ?, 0, ?)");
  const finishBuild = db.prepare("UPDATE builds SET finished = 1, build = ? WHERE id = ?");
  const selectWorkspace = db.prepare("SELECT workspace FROM builds WHERE id = ? AND finished < 2");
  const selectBuild = db.prepare(`SELECT ${MARKED} AS build FROM builds WHERE id = ? AND finished < 2`);
  const setName = db.prepare("UPDATE builds SET name = ? WHERE id = ?");
  const setPinned = db.prepare("UPDATE builds SET pinned = ? WHERE id = ?");
  const countPinned = db.prepare(
    "SELECT count(*) AS count FROM builds WHERE workspace = ? AND pinned = 1 AND finished < 2",
  );
  const selectPinnedImages = db.prepare(PINNED_IMAGES);
  const selectUnfinished = db.prepare("SELECT id, workspace, build FROM builds WHERE finished = 0 ORDER BY number");
  const selectPage = db.prepare(PAGE);
  const selectNewestImage = db.prepare(NEWEST_IMAGE);
  const insertEvent = db.prepare("INSERT INTO events (build, id, event) VALUES (?, ?, ?)");
  const selectEvents = db.prepare(
    "SELECT id, event AS json FROM events WHERE build = ? AND id > ? ORDER BY id LIMIT ?",
  );
  const lastEvent = db.prepare("SELECT max(id) AS id FROM events WHERE build = ?");
  const forgotten = new ForgottenBuilds(db, onError);
  const buffer = new EventBuffer({
    lastId: (build) => Number(lastEvent.get(build)?.id ?? 0),
    write(events) {
      inTransaction(db, () => {
        for (const { build, id, json } of events) insertEvent.run(build, id, json);
      });
    },
    onError,
  });

  function eventsOf(id: string, after: number, limit: number): LoggedEvent[] {
    const rows: unknown[] = selectEvents.all(id, after, limit);
    return rows.filter(isLoggedEvent);
  }

  return {
    create(workspace, build) {
      insertBuild.run(build.id, workspace, JSON.stringify(build));
      if (build.live === true) live.add(workspace, build);
    },
    append: (id, event) => buffer.add(id, JSON.stringify(event)),
    read(id, after, limit) {
      buffer.flush();
      const written = eventsOf(id, after, limit);
      return written.length > 0 ? written : buffer.unwritten(id, after, limit);
    },
    finish(build) {
      buffer.flush();
      buffer.end(build.id);
      finishBuild.run(JSON.stringify(build), build.id);
      if (build.live === true) live.finish(build);
    },
    workspaceOf: (id) => textIn(selectWorkspace.get(id)?.workspace),
    textOf: (id) => textIn(selectBuild.get(id)?.build),
    list: (workspace, { limit, before = "" }) =>
      selectPage.all(workspace, before, limit).map((row) => parseSummary(textIn(row.summary) ?? "")),
    mark(id, { name, pinned }) {
      if (name !== undefined) setName.run(name === "" ? null : name, id);
      if (pinned !== undefined) setPinned.run(pinned ? 1 : 0, id);
    },
    countPinned: (workspace) => Number(countPinned.get(workspace)?.count),
    pinnedImages: (workspace) =>
      selectPinnedImages.all(workspace).flatMap(({ id }) => (typeof id === "string" && isDigest(id) ? [id] : [])),
    newestImage(workspace) {
      const id = selectNewestImage.get(workspace)?.id;
      return typeof id === "string" && isDigest(id) ? id : undefined;
    },
    unfinished() {
      const rows: unknown[] = selectUnfinished.all();
      return rows.filter(isBuildRow).map(({ id, workspace, build }) => ({
        workspace,
        build: parseBuild(build),
        events: eventsOf(id, 0, -1).map(({ json }) => parseEvent(json)),
      }));
    },
    dropLive(workspace, of) {
      const { builds, images } = live.dropOutdated(workspace, of);
      if (builds.length > 0) forgotten.goOn();
      return images;
    },
    liveImages: (workspace) => live.images(workspace),
    prune: (workspace, keep) => forgotten.forget(workspace, keep),
    onWriteError(listener) {
      tellWriteError = listener;
    },
    close() {
      forgotten.stop();
      buffer.flush();
      db.close();
    },
  };
}
