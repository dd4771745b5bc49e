import { expect, test } from "vitest";
import { ProblemError } from "#contract/problemError.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import type { TarHeaderInput } from "#server/oci/tar/tarWriter.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { openContextStore } from "./contextStore.ts";

const LIMITS = { maxBytes: 10_000, maxFileBytes: 5000, maxEntries: 50 };

function stores() {
  const { blobs } = temporaryStore();
  return { blobs, contexts: openContextStore(blobs) };
}

function member(header: Partial<TarHeaderInput>, content = ""): Buffer {
  const size = Buffer.byteLength(content);
  const plain = { path: "f", type: "file", mode: 0o644, uid: 0, gid: 0, size, mtime: 1_700_000_000 } as const;
  return Buffer.concat([tarHeader({ ...plain, ...header }), Buffer.from(content), tarPadding(size)]);
}

async function* tar(...members: Buffer[]): AsyncGenerator<Buffer> {
  yield* members;
  yield Buffer.from(TAR_END);
}

async function codeOf(action: () => unknown): Promise<string> {
  try {
    await action();
    return "none";
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code;
    throw error;
  }
}

test("makes a context of texts and of uploaded blobs, folders included", () => {
  const { blobs, contexts } = stores();
  const blob = blobs.put("binary");
  const context = contexts.fromFiles([
    { path: "src/app.sh", text: "echo hi\n", mode: 0o755 },
    { path: "./data/b.bin", blob },
    { path: "README", text: "" },
  ]);
  expect(context.entries).toEqual([
    { path: "README", type: "file", mode: 0o644, size: 0, digest: digestOf("") },
    { path: "data", type: "dir", mode: 0o755, size: 0 },
    { path: "data/b.bin", type: "file", mode: 0o644, size: 6, digest: blob },
    { path: "src", type: "dir", mode: 0o755, size: 0 },
    { path: "src/app.sh", type: "file", mode: 0o755, size: 8, digest: digestOf("echo hi\n") },
  ]);
});

test("identifies a context by its content, in whatever order it arrived", () => {
  const { contexts } = stores();
  const files = [
    { path: "a", text: "1" },
    { path: "b/c", text: "2" },
  ];
  const { digest } = contexts.fromFiles(files);
  expect(contexts.fromFiles([...files].reverse()).digest).toBe(digest);
  expect(contexts.fromFiles([{ path: "a", text: "1" }]).digest).not.toBe(digest);
});

test("finds a context again after a restart", () => {
  const { blobs, contexts } = stores();
  const context = contexts.fromFiles([{ path: "a/b", text: "1" }]);
  expect(openContextStore(blobs).get(context.digest)).toEqual(context);
});

test("does not accept another blob as a context", () => {
  const { blobs, contexts } = stores();
  for (const text of ["", "x", '{"kind":"strata-context/1","entries":[{}]}', '{"kind":"strata-context/1"', "{}"]) {
    expect(contexts.get(blobs.put(text))).toBeUndefined();
  }
  expect(contexts.get(digestOf("nothing"))).toBeUndefined();
  expect(() => contexts.require(digestOf("nothing"))).toThrow(/Context .* not found/);
});

test("does not accept an uploaded blob as a context, however much it looks like one", () => {
  const { blobs } = stores();
  const content = blobs.put("x");
  const entries = [{ path: "../../etc/passwd", type: "file", mode: 0o644, size: 1, digest: content }];
  const forged = blobs.put(JSON.stringify({ kind: "strata-context/1", entries }));
  expect(openContextStore(blobs).get(forged)).toBeUndefined();
});

test("lists the blobs that a context needs", () => {
  const { contexts } = stores();
  const { digest } = contexts.fromFiles([{ path: "a/b", text: "1" }]);
  expect(contexts.references(digest)).toEqual([digest, digestOf("1")]);
});

test("reads a tar: files, folders, symlinks unchanged, hard links as their content", async () => {
  const { blobs, contexts } = stores();
  const context = await contexts.fromTar(
    tar(
      member({ path: "./", type: "dir" }),
      member({ path: "./bin/", type: "dir", mode: 0o700 }),
      member({ path: "./bin/run", mode: 0o4755 }, "hello"),
      member({ path: "./bin/same", type: "hardlink", linkTarget: "./bin/run" }),
      member({ path: "loop", type: "symlink", linkTarget: "loop" }),
      member({ path: "out", type: "symlink", linkTarget: "../../etc/passwd" }),
    ),
  );
  const mtime = 1_700_000_000;
  const run = { type: "file", mode: 0o4755, size: 5, digest: digestOf("hello"), mtime };
  expect(context.entries).toEqual([
    { path: "bin", type: "dir", mode: 0o700, size: 0, mtime },
    { path: "bin/run", ...run },
    { path: "bin/same", ...run },
    { path: "loop", type: "symlink", mode: 0o777, size: 0, linkTarget: "loop", mtime },
    { path: "out", type: "symlink", mode: 0o777, size: 0, linkTarget: "../../etc/passwd", mtime },
  ]);
  expect(blobs.readAll(digestOf("hello")).toString()).toBe("hello");
});

test("keeps the later of two members with the same path, as tar does", async () => {
  const { contexts } = stores();
  const context = await contexts.fromTar(tar(member({ path: "a" }, "old"), member({ path: "a" }, "new!")));
  expect(context.entries).toMatchObject([{ path: "a", size: 4, digest: digestOf("new!") }]);
});

const climbing = [
  "/etc/passwd",
  "../x",
  "a/../../x",
  "a/..",
  "..",
  "a\0b",
  `a/${"x".repeat(256)}`,
  "d/".repeat(300),
  "x/".repeat(3000),
];

for (const path of climbing) {
  test(`refuses the path ${JSON.stringify(path.slice(0, 30))}`, async () => {
    const { contexts } = stores();
    expect(await codeOf(() => contexts.fromFiles([{ path, text: "x" }]))).toBe("context/path");
    if (!path.includes("\0")) expect(await codeOf(() => contexts.fromTar(tar(member({ path }))))).toBe("context/path");
  });
}

test("allows unusual but valid names", () => {
  const { contexts } = stores();
  const names = ["a\\b", "...", "..a", "-rf", "ünï", "a b", "a\nb"];
  expect(contexts.fromFiles(names.map((path) => ({ path, text: "" }))).entries).toHaveLength(names.length);
});

test("rejects a file in a file, a file and a folder at one path, and a path given twice", async () => {
  const { contexts } = stores();
  const paths =
    (...list: string[]) =>
    () =>
      contexts.fromFiles(list.map((path) => ({ path, text: "" })));
  expect(await codeOf(paths("a", "a/b"))).toBe("context/path");
  expect(await codeOf(paths("a/b", "a"))).toBe("context/path");
  expect(await codeOf(paths("a", "./a"))).toBe("context/path");
  expect(await codeOf(paths("."))).toBe("context/path");
});

test("writes no file through a symlink", async () => {
  const { contexts } = stores();
  const members = [member({ path: "l", type: "symlink", linkTarget: "/etc" }), member({ path: "l/passwd" }, "x")];
  expect(await codeOf(() => contexts.fromTar(tar(...members)))).toBe("context/path");
});

test("rejects hard links that are dangling or lead out", async () => {
  const { contexts } = stores();
  for (const linkTarget of ["missing", "../x", "/etc/passwd"]) {
    expect(await codeOf(() => contexts.fromTar(tar(member({ type: "hardlink", linkTarget }))))).toBe("context/path");
  }
});

test("accepts a named pipe, as a Docker client sends it", async () => {
  const { contexts } = stores();
  const { digest, entries } = await contexts.fromTar(tar(member({ path: "p", type: "fifo" })));
  expect(entries).toMatchObject([{ path: "p", type: "fifo", size: 0 }]);
  expect(contexts.require(digest).entries).toEqual(entries);
});

test("rejects devices", async () => {
  const { contexts } = stores();
  for (const type of ["char", "block"] as const) {
    expect(await codeOf(() => contexts.fromTar(tar(member({ type }))))).toBe("context/invalid");
  }
});

test("rejects anything but a tar, and a truncated tar", async () => {
  const { contexts, blobs } = stores();
  const whole = member({ path: "a" }, "x".repeat(3000));
  const cut = async function* () {
    yield whole.subarray(0, 2000);
  };
  expect(await codeOf(() => contexts.fromTar(tar(Buffer.alloc(5000, "not a tar"))))).toBe("context/invalid");
  expect(await codeOf(() => contexts.fromTar(cut()))).toBe("context/invalid");
  expect([...blobs.list()]).toEqual([]);
});

test("rejects too much before reading it", async () => {
  const { contexts } = stores();
  const text = (length: number) => "x".repeat(length);
  const files = (...sizes: number[]) => sizes.map((size, index) => ({ path: `f${index}`, text: text(size) }));
  expect(await codeOf(() => contexts.fromFiles(files(5000, 5000), LIMITS))).toBe("none");
  expect(await codeOf(() => contexts.fromFiles(files(5001), LIMITS))).toBe("context/too-large");
  expect(await codeOf(() => contexts.fromFiles(files(5000, 5000, 1), LIMITS))).toBe("context/too-large");
  const many = Array.from({ length: 51 }, (_, index) => ({ path: `f${index}`, text: "" }));
  expect(await codeOf(() => contexts.fromFiles(many, LIMITS))).toBe("context/too-large");
  let asked = 0;
  const huge = async function* () {
    yield tarHeader({ path: "huge", type: "file", mode: 0o644, uid: 0, gid: 0, size: 2 * 1024 ** 3, mtime: 0 });
    for (;;) {
      asked += 1;
      yield Buffer.alloc(65536);
    }
  };
  expect(await codeOf(() => contexts.fromTar(huge(), LIMITS))).toBe("context/too-large");
  expect(asked).toBe(0);
});

test("reports which content is missing", () => {
  const { contexts } = stores();
  expect(() => contexts.fromFiles([{ path: "a", blob: digestOf("missing") }])).toThrow(/content of a .* was not found/);
});

test("counts repeated content of one path, holes too", async () => {
  const { blobs, contexts } = stores();
  const octal = (value: number) => `${value.toString(8).padStart(11, "0")}\0`;
  // A file of one hole, in GNU's old format: 512 bytes say that there are 4000.
  const hole = patched(tarHeader({ path: "f", type: "file", mode: 0o644, uid: 0, gid: 0, size: 1, mtime: 0 }), {
    156: "S",
    386: octal(3999) + octal(1),
    483: octal(4000),
  });
  const again = (letter: string) => Buffer.concat([hole, Buffer.from(letter), tarPadding(1)]);
  expect(await codeOf(() => contexts.fromTar(tar(...["a", "b"].map(again)), LIMITS))).toBe("none");
  expect(await codeOf(() => contexts.fromTar(tar(...["c", "d", "e", "f"].map(again)), LIMITS))).toBe(
    "context/too-large",
  );
  expect([...blobs.list()].filter(({ size }) => size === 4000)).toHaveLength(2);
});

/** A header block with some fields overwritten and a new checksum. */
function patched(header: Buffer, fields: Record<number, string>): Buffer {
  const block = Buffer.from(header);
  for (const [offset, value] of Object.entries(fields)) block.write(value, Number(offset), "latin1");
  block.fill(0x20, 148, 156);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148, "latin1");
  return block;
}
