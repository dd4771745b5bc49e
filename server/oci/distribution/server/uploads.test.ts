import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import { RegistryError } from "../protocol/registryError.ts";
import { openRegistryStores } from "./registryStores.ts";
import { Uploads } from "./uploads.ts";

const PLACE = { workspace: "w", repository: "app", host: "localhost:8080" };
const LIMITS = { blobBytes: 1_000_000, heldBytes: 2_000_000, entries: 100, open: 3, idleMs: 1000 };

function open() {
  const { dir, blobs, images } = temporaryStore();
  const { blobRows, close } = openRegistryStores(dir, images);
  const uploads = new Uploads(blobs, blobRows, LIMITS);
  onTestFinished(() => {
    uploads.close();
    close();
  });
  const temporary = () => (existsSync(join(blobs.dir, "tmp")) ? readdirSync(join(blobs.dir, "tmp")) : []);
  return { blobs, uploads, temporary };
}

async function* pieces(...bytes: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* bytes;
}

const chunk = (...bytes: Uint8Array[]) => ({ pieces: pieces(...bytes), stop: () => undefined });
const BIG = Buffer.alloc(600_000, "x");
const refusalOf = async (action: Promise<unknown>) => {
  const error = await action.catch((reason: unknown) => reason);
  return error instanceof RegistryError ? [error.refusal.status, error.refusal.errors[0]?.code] : error;
};

test("an idle upload times out, and its file is removed", async () => {
  const { uploads, temporary } = open();
  const upload = uploads.start(PLACE);
  await uploads.append(upload, chunk(BIG));
  expect([uploads.bytes, temporary().length]).toEqual([600_000, 1]);
  uploads.expire(upload.touchedAt + 1000);
  expect(uploads.bytes).toBe(600_000);
  uploads.expire(upload.touchedAt + 1001);
  expect([uploads.bytes, temporary().length]).toEqual([0, 0]);
  expect(() => uploads.find(PLACE, upload.id)).toThrow(RegistryError);
});

test("bytes that arrived before a lost connection stay, and the upload continues", async () => {
  const { uploads, blobs } = open();
  const upload = uploads.start(PLACE);
  async function* broken() {
    yield Buffer.from("hello ");
    throw new Error("the connection was lost");
  }
  await expect(uploads.append(upload, { pieces: broken(), stop: () => undefined })).rejects.toThrow("lost");
  expect(upload.size).toBe(6);
  await uploads.append(upload, { ...chunk(Buffer.from("world")), range: { start: 6, end: 10 } });
  uploads.finish(upload, digestOf("hello world"));
  expect(blobs.readAll(digestOf("hello world")).toString()).toBe("hello world");
});

test("a second request for an upload aborts the first, whose connection must be lost", async () => {
  const { uploads, blobs } = open();
  const upload = uploads.start(PLACE);
  const lost = Promise.withResolvers<never>();
  async function* waiting() {
    yield Buffer.from("a");
    await lost.promise;
  }
  const first = uploads.append(upload, { pieces: waiting(), stop: () => lost.reject(new Error("stopped")) });
  const second = uploads.append(upload, chunk(Buffer.from("b")));
  await expect(first).rejects.toThrow("stopped");
  expect(await second).toBe("appended");
  uploads.finish(upload, digestOf("ab"));
  expect(blobs.has(digestOf("ab"))).toBe(true);
});

test("parallel uploads keep their bytes separate", async () => {
  const { uploads, blobs } = open();
  const texts = ["a", "b", "c"].map((letter) => letter.repeat(100_000));
  await Promise.all(
    texts.map(async (text) => {
      const upload = uploads.start(PLACE);
      for (let at = 0; at < text.length; at += 10_000)
        await uploads.append(upload, chunk(Buffer.from(text.slice(at, at + 10_000))));
      uploads.finish(upload, digestOf(text));
    }),
  );
  expect(texts.map((text) => blobs.has(digestOf(text)))).toEqual([true, true, true]);
});

test("a blob over its limit is refused with 413, and its bytes are discarded", async () => {
  const { uploads, temporary } = open();
  const upload = uploads.start(PLACE);
  expect(await refusalOf(uploads.append(upload, chunk(BIG, BIG)))).toEqual([413, "SIZE_INVALID"]);
  expect([uploads.bytes, temporary().length]).toEqual([0, 0]);
});

test("pushed bytes and open uploads count together", async () => {
  const { uploads } = open();
  const done = uploads.start(PLACE);
  await uploads.append(done, chunk(BIG));
  uploads.finish(done, digestOf(BIG));
  const [one, two] = [uploads.start(PLACE), uploads.start(PLACE)];
  await uploads.append(one, chunk(Buffer.alloc(900_000)));
  expect(await refusalOf(uploads.append(two, chunk(BIG)))).toEqual([403, "DENIED"]);
});

test("early uploads count what others have finished since", async () => {
  const { uploads } = open();
  const [one, two, three] = [uploads.start(PLACE), uploads.start(PLACE), uploads.start(PLACE)];
  for (const [upload, letter] of [
    [one, "a"],
    [two, "b"],
  ] as const) {
    const bytes = Buffer.alloc(900_000, letter);
    await uploads.append(upload, chunk(bytes));
    uploads.finish(upload, digestOf(bytes));
  }
  expect(await refusalOf(uploads.append(three, chunk(BIG)))).toEqual([403, "DENIED"]);
});

test("an upload is finished once, and never after it was canceled: a partial blob is never accepted", async () => {
  const { uploads, blobs } = open();
  const bytes = Buffer.concat([BIG, Buffer.from("the rest")]);
  for (const end of ["finish", "cancel"] as const) {
    const upload = uploads.start(PLACE);
    await uploads.append(upload, chunk(BIG));
    await uploads.append(upload, chunk(Buffer.from("the rest")));
    if (end === "finish") uploads.finish(upload, digestOf(bytes));
    else uploads.cancel(upload);
    blobs.delete(digestOf(bytes));
    expect(() => uploads.finish(upload, digestOf(bytes))).toThrow(RegistryError);
    expect(await refusalOf(uploads.append(upload, chunk()))).toEqual([404, "BLOB_UPLOAD_UNKNOWN"]);
    expect(blobs.has(digestOf(bytes))).toBe(false);
  }
});

test("more open uploads than the limit are refused with 429", async () => {
  const { uploads } = open();
  for (let count = 0; count < LIMITS.open; count += 1) uploads.start(PLACE);
  expect(() => uploads.start(PLACE)).toThrow(
    expect.objectContaining({ refusal: expect.objectContaining({ status: 429 }) }),
  );
});
