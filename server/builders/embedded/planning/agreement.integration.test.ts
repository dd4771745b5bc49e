import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Forecast } from "#contract/plan.ts";
import { LONG } from "#server/acceptance/longTests.ts";
import { type ContextStore, openContextStore } from "#server/contexts/contextStore.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import type { Builder } from "../../builder.ts";
import { compareSample, sampleCases } from "../../forecast/sampleFixture.ts";
import { createEmbeddedBuilder } from "../embeddedBuilder.ts";

const LIMITS = { memoryBytes: 500e6, processes: 128, diskBytes: 500e6, outputBytes: 1e6, cpus: 2, seconds: 60 };

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

/** What only a registry has is not requested here. */
function isHere({ steps }: Forecast): boolean {
  return !steps.some(({ instruction, outlook }) => instruction === "FROM" && outlook === "unknown");
}

/** Each is built three times: outside of CI, every third sample has to do. */
it.each(sampleCases(LONG ? 1 : 3))("a plan agrees with the builds of %s", async (name, sample) => {
  const compared = await compareSample({ builder, contexts }, name, sample, isHere);
  expect(compared.flatMap(({ differences }) => differences)).toEqual([]);
  const [first, again] = compared;
  if (first?.finished.state === "done" && sample.options.noCacheFilter === undefined) {
    expect(again?.forecast.steps.filter(({ outlook }) => !/^(cached|config|unknown)$/.test(outlook))).toEqual([]);
  }
});
