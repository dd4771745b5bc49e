import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, test } from "vitest";
import { openStepCache } from "./builders/cache/stepCache.ts";
import { openBuildLog } from "./builds/buildLog.ts";
import { openHistory } from "./console/session/historyStore.ts";
import { openContainerStore } from "./containers/service/containerStore.ts";
import { openLessonDatabase } from "./lessons/lessonDatabase.ts";
import { openProgress } from "./lessons/progressStore.ts";
import { openRegistryDatabase } from "./oci/distribution/server/registryDatabase.ts";
import { openBlobStore } from "./oci/store/blobStore.ts";
import { openImageStore } from "./oci/store/imageStore.ts";
import { openRoomDatabase } from "./rooms/roomDatabase.ts";
import { openRooms } from "./rooms/roomStore.ts";
import { openShareDatabase } from "./shares/shareDatabase.ts";
import { NewerDataError } from "./storage/schemaVersion.ts";
import { openTransferDatabase } from "./transfers/transferDatabase.ts";
import { openWorkspaceStore } from "./workspaces/workspaceStore.ts";

/** What each version of Strata left behind, as SQL: `<database>/<user_version>[-what].sql`. */
const SCHEMAS = path.resolve(import.meta.dirname, "../testdata/schemas");
const OWNER = "default";

const workspacesIn = (dir: string) => openWorkspaceStore({ dir, maxBytes: 1e6, maxTotalBytes: 1e7 });

/** Opens the database of a folder as the server does; what it says of the rows in it. */
const READERS: Readonly<Record<string, (dir: string) => unknown>> = {
  images: (dir) =>
    openImageStore({ dir, blobs: openBlobStore(path.join(dir, "blobs")) })
      .list(OWNER)
      .map(({ tags }) => tags),
  builds: (dir) => {
    const log = openBuildLog(dir);
    return log.list(OWNER, { limit: 9 }).map(({ id, state }) => [state, log.read(id, 0, 99).length > 5]);
  },
  workspaces: (dir) => {
    const store = workspacesIn(dir);
    return [
      store.list(OWNER).workspaces.map(({ name, files }) => [name, files]),
      store.read(OWNER, OWNER).revision > 0,
    ];
  },
  cache: (dir) => openStepCache(path.join(dir, "cache.db")).uses().length,
  containers: (dir) =>
    openContainerStore(dir)
      .load()
      .map(({ container }) => container.name),
  console: (dir) => openHistory(dir).lines(OWNER, OWNER),
  lessons: (dir) =>
    openProgress(openLessonDatabase(dir))
      .of(OWNER)
      .map(({ lesson }) => lesson),
  rooms: (dir) =>
    openRooms(openRoomDatabase(dir))
      .all()
      .map(({ name }) => name),
  shares: (dir) => openShareDatabase(dir).prepare("SELECT owner FROM share_owners").all().length,
  registry: (dir) => openRegistryDatabase(path.join(dir, "registry.db")).prepare("SELECT tag FROM tags").all().length,
  transfers: (dir) => openTransferDatabase(dir).prepare("SELECT username FROM logins").all().length,
};

const EXPECTED: Readonly<Record<string, unknown>> = {
  images: [["kept:1"]],
  builds: [["done", true]],
  workspaces: [[["Kept", 1]], true],
  cache: 1,
  containers: ["kept"],
  console: ["docker ps"],
  lessons: ["first-dockerfile"],
  rooms: ["Kept class"],
  shares: 1,
  registry: 1,
  transfers: 1,
};

const root = mkdtempSync(path.join(tmpdir(), "strata-schemas-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** A data folder with this one database. */
function folderWith(name: string, sql: string): string {
  const dir = mkdtempSync(path.join(root, "data-"));
  const database = new DatabaseSync(path.join(dir, `${name}.db`));
  database.exec(`PRAGMA foreign_keys = OFF; ${sql}`);
  database.close();
  return dir;
}

function read(name: string, dir: string): unknown {
  return READERS[name]?.(dir);
}

describe.each(readdirSync(SCHEMAS))("%s.db", (name) => {
  test.each(readdirSync(path.join(SCHEMAS, name)))("of schema %s is read and kept by this version", (file) => {
    const dir = folderWith(name, readFileSync(path.join(SCHEMAS, name, file), "utf8"));
    expect(read(name, dir)).toEqual(EXPECTED[name]);
    expect(read(name, dir)).toEqual(EXPECTED[name]);
  });

  test("of a newer version is left alone, with a message that names it", () => {
    const dir = folderWith(name, "CREATE TABLE later (thing TEXT); PRAGMA user_version = 999");
    expect(() => read(name, dir)).toThrow(NewerDataError);
    expect(() => read(name, dir)).toThrow(`${name}.db was written by a newer version of Strata.`);
    const database = new DatabaseSync(path.join(dir, `${name}.db`));
    expect(database.prepare("SELECT name FROM sqlite_schema").all()).toEqual([{ name: "later" }]);
    database.close();
  });
});

test("each database has what an earlier version left behind", () => {
  expect(readdirSync(SCHEMAS).sort()).toEqual(Object.keys(READERS).sort());
});
