import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Forecast } from "#contract/plan.ts";
import { sampled } from "#server/acceptance/sampled.ts";
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

const CASES = sampleCases(1);
const topicOf = ([name]: (typeof CASES)[number]): string => name.replace(/\/.*/, "");
/** Each is built three times: in the short form of the tests, the first of each topic and every tenth after it have to do. */
const TOPICS = [...Map.groupBy(CASES, topicOf).values()];
const SAMPLE = new Set(TOPICS.flatMap((cases) => cases.filter((_, at) => at % 10 === 0)));

it.each(sampled("conformance cases, planned and built", CASES, (one) => SAMPLE.has(one)))(
  "a plan agrees with the builds of %s",
  async (name, sample) => {
    const compared = await compareSample({ builder, contexts }, name, sample, isHere);
    expect(compared.flatMap(({ differences }) => differences)).toEqual([]);
    const [first, again] = compared;
    if (first?.finished.state === "done" && sample.options.noCacheFilter === undefined) {
      expect(again?.forecast.steps.filter(({ outlook }) => !/^(cached|config|unknown)$/.test(outlook))).toEqual([]);
    }
  },
);
