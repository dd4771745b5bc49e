/// <reference types="node" />
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { zipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProjectEntry } from "./projectEntry.ts";
import { archiveName, isArchive, readArchive } from "./readArchive.ts";

const LONG = `${"long-folder/".repeat(20)}file.txt`;
const TEXT = "hello\n".repeat(10_000);

let dir: string;
let tar: Uint8Array<ArrayBuffer>;
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), "strata-archives-"));
  const app = path.join(dir, "app");
  mkdirSync(path.dirname(path.join(app, LONG)), { recursive: true });
  mkdirSync(path.join(app, "empty"));
  writeFileSync(path.join(app, "Dockerfile"), "FROM scratch\n");
  writeFileSync(path.join(app, LONG), TEXT);
  writeFileSync(path.join(app, "run.sh"), "#!/bin/sh\n");
  chmodSync(path.join(app, "run.sh"), 0o755);
  symlinkSync("run.sh", path.join(app, "link.sh"));
  execFileSync("tar", ["cf", path.join(dir, "app.tar"), "-C", dir, "app"]);
  tar = new Uint8Array(readFileSync(path.join(dir, "app.tar")));
});
afterAll(() => rmSync(dir, { recursive: true }));

const read = (name: string, bytes: Uint8Array<ArrayBuffer>): Promise<ProjectEntry[]> =>
  readArchive(new File([bytes], name), new AbortController().signal);
const textOf = async (entries: readonly ProjectEntry[], at: string) =>
  (await entries.find((entry) => entry.path === at)?.read())?.text();
const copyOf = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

describe("a tar", () => {
  it.each([
    ["app.tar", (bytes: Uint8Array) => bytes],
    ["app.tar.gz", gzipSync],
    ["app.TGZ", gzipSync],
    ["app.tar.zst", zstdCompressSync],
  ] as const)("as %s has its files, modes, folders, and links", async (name, pack) => {
    const entries = await read(name, copyOf(pack(tar)));
    expect(await textOf(entries, `app/${LONG}`)).toBe(TEXT);
    expect(entries.find((entry) => entry.path === "app/run.sh")?.mode).toBe(0o755);
    expect(entries.find((entry) => entry.path === "app/link.sh")?.kind).toBe("link");
    expect(entries.find((entry) => entry.path === "app/empty/")?.kind).toBe("folder");
  });

  it.each(["gnu", "pax"])("in the format %s has long names", async (format) => {
    const bytes = execFileSync("tar", ["c", `--format=${format}`, "-C", dir, "app"]);
    expect(await textOf(await read("app.tar", copyOf(bytes)), `app/${LONG}`)).toBe(TEXT);
  });

  it.each([
    ["app.tar", (bytes: Uint8Array) => bytes],
    ["app.tar.gz", gzipSync],
    ["app.tar.zst", zstdCompressSync],
  ] as const)("%s that is truncated or invalid can't be read", async (name, pack) => {
    const packed = copyOf(pack(tar));
    await expect(read(name, packed.slice(0, packed.length / 2))).rejects.toThrow(/not a complete archive/);
    await expect(read(name, copyOf(Buffer.from("no archive at all")))).rejects.toThrow(/not a complete archive/);
  });
});

it("a tar that declares more than a gigabyte is rejected", async () => {
  const bytes = tar.slice(0, 512);
  const size = "20000000000\0";
  bytes.set(new TextEncoder().encode(size), 124);
  bytes.fill(0x20, 148, 156);
  const sum = bytes.reduce((all, byte) => all + byte, 0);
  bytes.set(new TextEncoder().encode(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
  await expect(read("bomb.tar", bytes)).rejects.toThrow(/more than 1000 MB/);
});

describe("a zip", () => {
  const UNIX = { os: 3 } as const;
  const packed = () =>
    copyOf(
      zipSync({
        "app/Dockerfile": Buffer.from("FROM scratch\n"),
        "app/run.sh": [Buffer.from("#!/bin/sh\n"), { ...UNIX, attrs: 0o100755 * 0x10000, level: 0 }],
        "app/link.sh": [Buffer.from("run.sh"), { ...UNIX, attrs: 0o120777 * 0x10000 }],
        "app/empty/": new Uint8Array(),
        [`app/${LONG}`]: Buffer.from(TEXT),
      }),
    );

  it("has its files, modes, folders, and links, stored or compressed", async () => {
    const entries = await read("app.zip", packed());
    expect(await textOf(entries, `app/${LONG}`)).toBe(TEXT);
    expect(await textOf(entries, "app/run.sh")).toBe("#!/bin/sh\n");
    expect(entries.find((entry) => entry.path === "app/run.sh")?.mode).toBe(0o755);
    expect(entries.find((entry) => entry.path === "app/link.sh")?.kind).toBe("link");
    expect(entries.find((entry) => entry.path === "app/empty/")?.kind).toBe("folder");
    expect(entries.find((entry) => entry.path === `app/${LONG}`)?.size).toBe(TEXT.length);
  });

  it("that is truncated or invalid can't be read", async () => {
    const bytes = packed();
    await expect(read("app.zip", bytes.slice(0, bytes.length / 2))).rejects.toThrow(/not a complete archive/);
    await expect(read("app.zip", new Uint8Array())).rejects.toThrow(/not a complete archive/);
  });

  it("that unpacks to more than it declares can't be read", async () => {
    const bytes = copyOf(zipSync({ bomb: new Uint8Array(1_000_000) }));
    const view = new DataView(bytes.buffer);
    const central = bytes.length - 22 - 46 - "bomb".length;
    view.setUint32(central + 24, 10, true);
    const [bomb] = await read("bomb.zip", bytes);
    await expect(bomb?.read()).rejects.toThrow(/not a complete archive/);
  });

  it("that declares more than a gigabyte is rejected before anything is unpacked", async () => {
    const bytes = copyOf(zipSync({ bomb: new Uint8Array(10) }));
    new DataView(bytes.buffer).setUint32(bytes.length - 22 - 46 - "bomb".length + 24, 2_000_000_000, true);
    await expect(read("bomb.zip", bytes)).rejects.toThrow(/more than 1000 MB/);
  });

  it("that is encrypted is rejected", async () => {
    const bytes = copyOf(zipSync({ secret: new Uint8Array(10) }));
    new DataView(bytes.buffer).setUint16(bytes.length - 22 - 46 - "secret".length + 8, 1, true);
    await expect(read("secret.zip", bytes)).rejects.toThrow(/encrypted/);
  });
});

it("an archive is recognized by its name", () => {
  expect(["a.zip", "a.tar", "a.tar.gz", "a.TGZ", "a.tar.zst"].every(isArchive)).toBe(true);
  expect(["a.gz", "a.txt", "zip"].some(isArchive)).toBe(false);
  expect(archiveName("my-app-1.2.tar.gz")).toBe("my-app-1.2");
});
