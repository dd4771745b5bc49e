import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { type WorkspaceContent, workspaceSchema } from "#contract/workspace.ts";
import { openWorkspaceStore, type WorkspaceStore } from "./workspaceStore.ts";

const OWNER = "default";
const MINUTE = 60_000;

let dir: string;
let time: number;
let store: WorkspaceStore;
const open = () => openWorkspaceStore({ dir, maxBytes: 10_000, now: () => time });
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "strata-workspaces-"));
  time = 0;
  store = open();
});
afterEach(() => {
  store.close();
  rmSync(dir, { recursive: true });
});

const digest = `sha256:${"ab".repeat(32)}` as const;
const read = (id: string, from = store) => workspaceSchema.parse(JSON.parse(from.read(OWNER, id).json));
const content = (name: string, texts: Record<string, string> = { Dockerfile: `FROM ${name}` }): WorkspaceContent => ({
  name,
  files: Object.entries(texts).map(([at, text]) => ({ path: at, kind: "text", mode: 0o644, text, size: text.length })),
  settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
});
const withBlob = (name = "w"): WorkspaceContent => ({
  ...content(name),
  files: [{ path: "x", kind: "blob", mode: 420, blob: digest, size: 1 }],
});
const names = () => store.list(OWNER).workspaces.map(({ name }) => name);

test("a restarted server finds everything again", () => {
  const saved = store.save(OWNER, "default", withBlob("kept"), 0);
  store.close();
  store = open();
  expect(read("default")).toMatchObject({ id: "default", name: "kept", ...saved });
  expect(store.hasBlob(OWNER, digest)).toBe(true);
});

test("a data folder of the first release keeps its workspace", () => {
  store.close();
  rmSync(path.join(dir, "workspaces.db"));
  const old = new DatabaseSync(path.join(dir, "workspaces.db"));
  old.exec(
    "CREATE TABLE workspaces (id TEXT PRIMARY KEY, revision INTEGER NOT NULL, saved_at INTEGER NOT NULL, content TEXT NOT NULL) STRICT",
  );
  const text = JSON.stringify(content("old", { Dockerfile: "FROM old", "b.txt": "12" }));
  old.prepare("INSERT INTO workspaces VALUES ('default', 7, 5, ?)").run(text);
  old.close();
  store = open();
  expect(store.list(OWNER).workspaces).toEqual([
    { id: "default", name: "old", files: 2, size: 10, revision: 7, savedAt: 5 },
  ]);
  expect(store.firstId(OWNER)).toBe("default");
  expect(store.save(OWNER, "default", content("new"), 7).revision).toBe(8);
});

test("of two saves from the same revision, one wins and the other is rejected", () => {
  const other = open();
  store.save(OWNER, "default", content("one"), 0);
  expect(() => other.save(OWNER, "default", content("two"), 0)).toThrow(/revision 1/);
  expect(read("default", other).name).toBe("one");
  other.close();
});

test("reading a new workspace stores nothing", () => {
  expect(read(store.firstId("somebody"), { ...store, read: (_, id) => store.read("somebody", id) }).revision).toBe(0);
  expect(store.list("somebody").workspaces).toEqual([]);
});

test("a blob is kept as long as a file of a workspace or of one of its versions has it", () => {
  store.save(OWNER, "default", withBlob(), undefined);
  expect([...store.blobs()]).toEqual([digest]);
  expect(store.hasBlob("other", digest)).toBe(false);
  store.save(OWNER, "default", content("w"), undefined);
  expect(store.hasBlob(OWNER, digest)).toBe(false);
  expect(store.holds(OWNER, digest)).toBe(true);
  expect(store.holds("other", digest)).toBe(false);
  expect([...store.blobs()]).toEqual([digest]);
});

describe("several workspaces", () => {
  it("are listed, the last saved first, and each keeps its own content", () => {
    store.save(OWNER, "default", content("first"), 0);
    time += 1;
    const { id } = store.create(OWNER, content("second"));
    expect(names()).toEqual(["second", "first"]);
    time += 1;
    store.save(OWNER, "default", content("first again"), 1);
    expect(names()).toEqual(["first again", "second"]);
    expect(read(id).name).toBe("second");
    expect(store.firstId(OWNER)).toBe("default");
  });

  it("of another owner are not found, listed, saved, deleted, or restored", () => {
    const { id } = store.create(OWNER, content("mine"));
    store.save(OWNER, id, content("mine, changed"), 1);
    const [{ version = 0 } = {}] = store.versions(OWNER, id);
    expect(store.list("other").workspaces).toEqual([]);
    for (const attempt of [
      () => store.read("other", id),
      () => store.saved("other", id),
      () => store.save("other", id, content("theirs"), undefined),
      () => store.remove("other", id),
      () => store.restore("other", id),
      () => store.versions("other", id),
      () => store.versionJson("other", id, version),
      () => store.restoreVersion("other", id, version),
    ]) {
      expect(attempt).toThrow(/not found/);
    }
    const { id: theirs } = store.create("other", content("theirs"));
    expect(() => store.restoreVersion("other", theirs, version)).toThrow(/not found/);
    expect(read(id).name).toBe("mine, changed");
  });

  it("are deleted and restored, also by a save", () => {
    const { id } = store.create(OWNER, content("mine"));
    store.remove(OWNER, id);
    expect(names()).toEqual([]);
    expect(store.list(OWNER).deleted).toMatchObject([{ id, name: "mine" }]);
    store.restore(OWNER, id);
    expect(names()).toEqual(["mine"]);
    store.remove(OWNER, id);
    store.save(OWNER, id, content("typed meanwhile"), 1);
    expect(names()).toEqual(["typed meanwhile"]);
  });

  it("may all be deleted: the next is new", () => {
    store.save(OWNER, "default", content("gone"), 0);
    store.remove(OWNER, "default");
    const id = store.firstId(OWNER);
    expect(id).not.toBe("default");
    expect(read(id).name).toBe("hello-world");
    store.save(OWNER, id, content("new"), 0);
    expect(names()).toEqual(["new"]);
  });

  it("keep the last 20 deleted ones", () => {
    for (let index = 0; index < 22; index++) {
      time += 1;
      store.remove(OWNER, store.create(OWNER, content(`w${index}`)).id);
    }
    const { deleted } = store.list(OWNER);
    expect(deleted).toHaveLength(20);
    expect(deleted[0]?.name).toBe("w21");
  });

  it("are limited to 200, and to their share of bytes", () => {
    const big = content("big", { Dockerfile: "x".repeat(9000) });
    for (let index = 0; index < 8; index++) store.create(OWNER, big);
    expect(() => store.create(OWNER, big)).toThrow(/together/);
    for (let index = 0; index < 200; index++) store.create("other", content("small"));
    expect(() => store.create("other", content("small"))).toThrow(/200/);
  });
});

describe("earlier versions", () => {
  const save = (text: string) => store.save(OWNER, "default", content("w", { Dockerfile: text }), undefined);
  const texts = () =>
    store.versions(OWNER, "default").map(({ version }) => {
      const { files }: WorkspaceContent = JSON.parse(store.versionJson(OWNER, "default", version));
      return files[0]?.text;
    });

  it("are kept every ten minutes of typing", () => {
    for (let second = 0; second <= 25 * 60; second += 10) {
      time = second * 1000;
      save(`FROM ${second}`);
    }
    expect(texts()).toEqual(["FROM 1200", "FROM 600", "FROM 0"]);
  });

  it("are restored, and the content they replace can be restored in turn", () => {
    save("FROM a");
    save("FROM b");
    save("FROM c");
    const [first] = store.versions(OWNER, "default");
    const { kept } = store.restoreVersion(OWNER, "default", first?.version ?? 0);
    expect(read("default").files[0]?.text).toBe("FROM a");
    store.restoreVersion(OWNER, "default", kept);
    expect(read("default").files[0]?.text).toBe("FROM c");
  });

  it("with the same content are one, whichever build was shown", () => {
    save("FROM a");
    for (let round = 1; round < 5; round++) {
      time += 11 * MINUTE;
      store.save(OWNER, "default", { ...content("w", { Dockerfile: "FROM a" }), lastBuild: `b${round}` }, undefined);
    }
    time += 11 * MINUTE;
    save("FROM b");
    time += 11 * MINUTE;
    save("FROM a");
    time += 11 * MINUTE;
    save("FROM c");
    expect(texts()).toEqual(["FROM a", "FROM b"]);
  });

  it("are limited to 20, and to the bytes of a workspace", () => {
    for (let round = 0; round < 40; round++) {
      time += 11 * MINUTE;
      save(`FROM ${round}`);
    }
    expect(texts()).toHaveLength(20);
    expect(texts()[0]).toBe("FROM 38");
    for (let round = 0; round < 20; round++) {
      time += 11 * MINUTE;
      const noise = Array.from({ length: 500 }, (_, index) => ((index * 7919 * (round + 3)) % 65_521).toString(36));
      save(noise.join(""));
    }
    expect(texts().length).toBeLessThan(20);
  });
});
