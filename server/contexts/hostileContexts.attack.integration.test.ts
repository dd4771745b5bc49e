import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ContextFileInput } from "#contract/context.ts";
import { problemOf } from "#server/oci/distribution/pullFixture.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import { TAR_END as END, type TarHeaderInput, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { openContextStore } from "./contextStore.ts";

const TAR_END = Buffer.from(END);
const LIMITS = { maxBytes: 5_000_000, maxFileBytes: 3_000_000, maxEntries: 50 };
/** A small file, and one that is written as it arrives. */
const GOOD = [member({ path: "good" }, "good"), member({ path: "large" }, "x".repeat(2_000_000))];

function member(header: Partial<TarHeaderInput>, content = ""): Buffer {
  const size = Buffer.byteLength(content);
  const plain = { path: "f", type: "file", mode: 0o644, uid: 0, gid: 0, size, mtime: 0 } as const;
  return Buffer.concat([tarHeader({ ...plain, ...header }), Buffer.from(content), tarPadding(size)]);
}

/** Sends what must be refused, and expects that the store is as it was. */
async function refusal(send: (contexts: ReturnType<typeof openContextStore>) => unknown) {
  const { dir, blobs } = temporaryStore();
  const shared = blobs.put("good");
  const { code } = await problemOf(Promise.resolve().then(() => send(openContextStore(blobs))));
  expect(readdirSync(join(dir, "blobs", "tmp"))).toEqual([]);
  expect([...blobs.list()].map(({ digest }) => digest)).toEqual([shared]);
  return code;
}

const refusedTar = (...members: readonly Buffer[]) =>
  refusal((contexts) => contexts.fromTar(piecesOf(...GOOD, ...members), LIMITS));
const refusedFiles = (...files: readonly ContextFileInput[]) =>
  refusal((contexts) => contexts.fromFiles([{ path: "first", text: "first" }, ...files], LIMITS));

async function* piecesOf(...pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}

describe("attacks by a context, whose good files come first and leave nothing behind", () => {
  for (const path of ["../../etc/passwd", "/etc/passwd", "a/../../b"]) {
    it(`a path ${path} in the tar, or in the list, is refused`, async () => {
      expect(await refusedTar(member({ path }, "x"), TAR_END)).toBe("context/path");
      expect(await refusedFiles({ path, text: "x" })).toBe("context/path");
    });
  }

  it("a device, a link to no file, and a file in a file are refused", async () => {
    expect(await refusedTar(member({ path: "null", type: "char" }), TAR_END)).toBe("context/invalid");
    expect(await refusedTar(member({ type: "hardlink", linkTarget: "nothing" }), TAR_END)).toBe("context/path");
    expect(await refusedTar(member({ path: "good/inside" }, "x"), TAR_END)).toBe("context/path");
  });

  it("too many bytes, in a file or in all, and too many files are refused", async () => {
    expect(await refusedTar(member({}, "x".repeat(3_000_001)), TAR_END)).toBe("context/too-large");
    expect(await refusedTar(member({}, "y".repeat(2_999_999)), member({ path: "more" }, "z".repeat(2_000_000)))).toBe(
      "context/too-large",
    );
    const many = Array.from({ length: 60 }, (_, at) => member({ path: `${at}` }, `${at}`));
    expect(await refusedTar(...many, TAR_END)).toBe("context/too-large");
    const texts = Array.from({ length: 60 }, (_, at) => ({ path: `${at}`, text: `${at}` }));
    expect(await refusedFiles(...texts)).toBe("context/too-large");
  });

  it("a tar that ends in a file, or is damaged after one, is refused", async () => {
    const torn = member({ path: "torn" }, "x".repeat(2_000_000));
    expect(await refusedTar(torn.subarray(0, 1_500_000))).toBe("context/invalid");
    expect(await refusedTar(Buffer.alloc(512, "damaged"))).toBe("context/invalid");
  });

  it("a file whose content was never sent takes the others along", async () => {
    const blob = `sha256:${"a".repeat(64)}` as const;
    expect(await refusedFiles({ path: "missing", blob })).toBe("blob/not-found");
  });
});
