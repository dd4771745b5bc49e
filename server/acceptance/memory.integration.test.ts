import { afterAll, beforeAll, expect, it } from "vitest";
import { contextResponseSchema } from "#contract/context.ts";
import type { Digest } from "#contract/names/digest.ts";
import { routes } from "#contract/routes.ts";
import { startRegistry } from "#server/oci/distribution/registryFixture.ts";
import { hasher } from "#server/oci/store/digest.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { LONG } from "./longTests.ts";
import { processesBelow } from "./processesBelow.ts";
import { watchMemory } from "./residentMemory.ts";
import { type RunningServer, spawnServer } from "./runningServer.ts";

/** Holding this in memory once would exceed the limit: twice over in the long form. */
const SIZE = LONG ? 500_000_000 : 250_000_000;
/** Server and builders together, above idle. A context passes through two threads, which free memory only lazily. */
const GROWTH = LONG ? 250_000_000 : 200_000_000;
const PIECE = 1_000_000;

let server: RunningServer;

beforeAll(async () => {
  server = await spawnServer({ env: { STRATA_REGISTRY_PRIVATE: "yes" } });
  await built("FROM busybox\nRUN true\n");
  // The thread for contexts starts with the first one, and keeps its memory from then on.
  await server.context({ small: "x" });
});

afterAll(() => server.stop());

/** Does something and returns the largest growth of server and builders, in bytes. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const { pid = -1 } = server.process;
  const { idle, peak } = await watchMemory(() => [pid, ...processesBelow(pid).map((below) => below.pid)], work);
  return peak - idle;
}

async function built(dockerfileText: string, context?: Digest): Promise<void> {
  const given = context === undefined ? {} : { context };
  const { finished, log } = await server.build({ dockerfileText, tags: ["big"], ...given });
  expect(finished.problem, log).toBeUndefined();
}

/** Content that differs from test to test, so that nothing is stored already. */
function* bigFile(mark: string): Generator<Uint8Array> {
  const piece = Buffer.alloc(PIECE, `${mark} `.repeat(97));
  for (let left = SIZE; left > 0; left -= PIECE) yield piece;
}

function* tarOf(path: string, size: number, content: Iterable<Uint8Array>): Generator<Uint8Array> {
  yield tarHeader({ path, type: "file", mode: 0o644, uid: 0, gid: 0, size, mtime: 0 });
  yield* content;
  yield tarPadding(size);
  yield TAR_END;
}

/** Sends a body in pieces as they are made, so that the sender does not hold it either. */
async function sent(path: string, pieces: Iterable<Uint8Array>, type: string, method = "POST"): Promise<Response> {
  const body = ReadableStream.from(pieces);
  const answer = await server.fetch(path, { method, body, duplex: "half", headers: { "content-type": type } });
  expect(answer.status).toBe(201);
  return answer;
}

async function digestOf(answer: Response): Promise<Digest> {
  return contextResponseSchema.parse(await answer.json()).digest;
}

async function asTar(pieces: Iterable<Uint8Array>): Promise<Digest> {
  return await digestOf(await sent(routes.contexts(), pieces, "application/x-tar"));
}

it("a large file in a context uploaded as a tar", async () => {
  const work = async () => {
    const context = await asTar(tarOf("big", SIZE, bigFile("tar")));
    await built("FROM busybox AS first\nCOPY big /big\nFROM busybox\nCOPY --from=first /big /there/\n", context);
  };
  expect(await growth(work)).toBeLessThan(GROWTH);
});

it("a large file uploaded by its digest, and a RUN on it", async () => {
  const sha = hasher();
  for (const piece of bigFile("digest")) sha.update(piece);
  const digest = sha.finish();
  const work = async () => {
    await sent(routes.blob(digest), bigFile("digest"), "application/octet-stream", "PUT");
    const context = await digestOf(await server.post(routes.contexts(), { files: [{ path: "big", blob: digest }] }));
    await built("FROM busybox\nCOPY big /big\nRUN test -s /big\n", context);
  };
  expect(await growth(work)).toBeLessThan(GROWTH);
});

it("a large archive that ADD unpacks", async () => {
  const size = 512 + Math.ceil(SIZE / 512) * 512 + TAR_END.length;
  const context = await asTar(tarOf("a.tar", size, tarOf("inner", SIZE, bigFile("inner"))));
  expect(await growth(() => built("FROM busybox\nADD a.tar /\n", context))).toBeLessThan(GROWTH);
});

it("a large layer of a RUN, and its archive", async () => {
  const work = async () => {
    await built(`FROM busybox\nRUN dd if=/dev/urandom of=/big bs=1M count=${SIZE / PIECE}\n`);
    const answer = await server.fetch(routes.imageArchive("big"));
    let bytes = 0;
    for await (const piece of answer.body ?? []) bytes += piece.length;
    expect(bytes).toBeGreaterThan(SIZE);
  };
  expect(await growth(work)).toBeLessThan(GROWTH);
});

it("a large layer from a registry", async () => {
  const registry = await startRegistry();
  // The test's registry holds this one in memory, so it stays below a gigabyte.
  const content = Buffer.alloc(250_000_000, "layer of a registry ");
  const layer = Buffer.concat([...tarOf("big", content.length, [content])]);
  for (const compression of ["gzip", "plain"] as const) {
    registry.putImage(`team/${compression}:1`, { layers: [layer], compression });
    const pull = () => built(`FROM ${registry.host}/team/${compression}:1\nLABEL a=b\n`);
    expect(await growth(pull), compression).toBeLessThan(GROWTH);
  }
});

it("many lines of output", async () => {
  const work = () => built("FROM busybox\nRUN yes 'a line of some length' | head -c 40000000\n");
  expect(await growth(work)).toBeLessThan(GROWTH);
});
