import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import type { PlanRequest } from "#contract/plan.ts";
import { LONG } from "#server/acceptance/longTests.ts";
import { type ContextStore, openContextStore } from "#server/contexts/contextStore.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { type Case, contextTar, readCases } from "../../../../scripts/compare/readCase.ts";
import type { Builder, RunningEvent } from "../../builder.ts";
import { disagreements } from "../../forecast/agreementFixture.ts";
import { createEmbeddedBuilder } from "../embeddedBuilder.ts";

const SAMPLES = resolve(import.meta.dirname, "../../../../testdata/conformance");
const LIMITS = { memoryBytes: 500e6, processes: 128, diskBytes: 500e6, outputBytes: 1e6, cpus: 2, seconds: 60 };
const NEW_TEXT = "changed since the last build\n";
const never = new AbortController().signal;

let dataDir: string;
let builder: Builder;
let contexts: ContextStore;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "strata-plans-"));
  contexts = openContextStore(openBlobStore(join(dataDir, "blobs")));
  builder = createEmbeddedBuilder({
    dataDir,
    registry: { mirrors: [] },
    network: { mode: "none", allow: [] },
    limits: LIMITS,
  });
});
afterAll(async () => {
  await builder.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The case's context, with one file in place of another if a path is given. */
async function contextOf(dir: string, changed?: { path: string; mode: number }): Promise<Digest> {
  async function* tar(): AsyncGenerator<Uint8Array, void> {
    for await (const chunk of contextTar(dir)) if (chunk !== TAR_END) yield chunk;
    const size = Buffer.byteLength(NEW_TEXT);
    if (changed !== undefined) {
      yield tarHeader({ ...changed, type: "file", uid: 0, gid: 0, size, mtime: 0 });
      yield Buffer.from(NEW_TEXT);
      yield tarPadding(size);
    }
    yield TAR_END;
  }
  const { digest } = await contexts.fromTar(Readable.from(tar()));
  return digest;
}

async function check(name: string, planned: PlanRequest, secrets: Case["options"]["secrets"], built = planned) {
  const workspace = "plans";
  const answer = await builder.plan?.({ workspace, request: planned }, never);
  if (answer === undefined) throw new Error("the embedded builder can plan");
  // What only a registry has is not requested here.
  if (answer.steps.some(({ instruction, outlook }) => instruction === "FROM" && outlook === "unknown"))
    return undefined;
  const events: RunningEvent[] = [];
  const request = { ...built, ...(secrets && { secrets }) };
  const finished = await builder.build({ id: name, workspace, request }, (event) => events.push(event), never);
  expect(disagreements(answer, events, finished), name).toEqual([]);
  return { answer, finished };
}

/** Each is built three times: outside of CI, every third sample has to do. */
const cases = readCases(SAMPLES, [])
  .filter((_, index) => LONG || index % 3 === 0)
  .map((each) => [each.name, each] as const);

it.each(cases)("a plan agrees with the builds of %s", async (name, { dir, options }) => {
  const { target, buildArgs, platform, network, secrets, labels, noCacheFilter } = options;
  const asked = {
    context: await contextOf(dir),
    ...(target !== undefined && { target }),
    ...(buildArgs !== undefined && { buildArgs }),
    ...(platform !== undefined && { platform }),
    ...(network !== undefined && { network }),
    ...(labels !== undefined && { labels }),
    ...(noCacheFilter !== undefined && { noCacheFilter: [...noCacheFilter] }),
  };
  const first = await check(name, asked, secrets);
  const again = await check(`${name}, again`, asked, secrets);
  if (first?.finished.state === "done" && noCacheFilter === undefined) {
    expect(again?.answer.steps.filter(({ outlook }) => !/^(cached|config|unknown)$/.test(outlook))).toEqual([]);
  }
  const file = contexts
    .look(asked.context)
    .entries.find(({ path, type }) => type === "file" && !/dockerfile|dockerignore/i.test(path));
  if (file === undefined || again === undefined) return;
  const { path, mode } = file;
  const contextChanges = { files: [{ path, mode, text: NEW_TEXT }] };
  const context = await contextOf(dir, { path, mode });
  await check(`${name}, a file changed`, { ...asked, contextChanges }, secrets, { ...asked, context });
});
