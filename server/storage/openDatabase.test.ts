import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { afterAll, expect, it } from "vitest";
import { openDatabase } from "./openDatabase.ts";

const dir = mkdtempSync(join(tmpdir(), "strata-database-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const names = (database: DatabaseSync) =>
  database
    .prepare("SELECT name FROM sqlite_schema ORDER BY name")
    .all()
    .map(({ name }) => name);

it("migrates from the version of the file", () => {
  const path = join(dir, "a.db");
  const froms: number[] = [];
  const open = (version: number) =>
    openDatabase(path, {
      version,
      migrate: (database, from) => {
        froms.push(from);
        if (from < version) database.exec(`CREATE TABLE t${version} (x)`);
      },
    });
  open(1).close();
  const database = open(2);
  expect(names(database)).toEqual(["t1", "t2"]);
  database.close();
  open(2).close();
  expect(froms).toEqual([0, 1, 2]);
});

it("leaves the file as it was if a migration fails halfway", () => {
  const path = join(dir, "b.db");
  const migrate = (database: DatabaseSync) => database.exec("CREATE TABLE half (x); CREATE TABLE half (x)");
  expect(() => openDatabase(path, { version: 1, migrate })).toThrow("already exists");
  const database = openDatabase(path, { version: 1, migrate: () => undefined });
  expect(names(database)).toEqual([]);
  database.close();
});
