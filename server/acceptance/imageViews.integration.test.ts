import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startRegistry, type TestRegistry } from "#server/oci/distribution/registryFixture.ts";
import { compareComparison } from "./checkedImages/compareComparisons.ts";
import { compareViews } from "./checkedImages/compareViews.ts";
import { inWords } from "./checkedImages/differences.ts";
import { FOREIGN_IMAGES } from "./checkedImages/foreignImages.ts";
import { baseOf, type MadeImage, makeForeign, makeOwn } from "./checkedImages/makeImages.ts";
import { OWN_IMAGES } from "./checkedImages/ownImages.ts";
import { seenByRun, toBeSeen } from "./checkedImages/seenByRun.ts";
import { type Analysis, analyze } from "./imageChecker/analysis.ts";
import type { Base } from "./imageChecker/historyRows.ts";
import type { Tree } from "./imageChecker/merge.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

const NONE: Base = { layers: 0, history: 0 };
const analyses: Analysis[] = [];
const agreed = { values: 0, images: 0 };
const atEnd: (() => unknown)[] = [];
let server: ServerInProcess;
let registry: TestRegistry;
let busybox: Base;

beforeAll(async () => {
  registry = await startRegistry((stop) => atEnd.push(stop));
  server = await startInProcess({ env: { STRATA_REGISTRY_MIRROR: registry.url } });
  atEnd.unshift(() => server.stop());
  busybox = baseOf((await makeOwn(server, { dockerfile: "FROM busybox\n" }, NONE)).image);
});

afterAll(async () => {
  for (const end of atEnd) await end();
  const { values, images } = agreed;
  process.stdout.write(`${values} values of ${images} images agree with what their archives say\n`);
});

function baseTree({ image, base }: MadeImage): Tree {
  return analyze({ ...image, layers: image.layers.slice(0, base.layers) }, base).tree;
}

async function check({ image, base }: MadeImage): Promise<void> {
  const analysis = analyze(image, base);
  analyses.push(analysis);
  const { values, differences } = await compareViews(server, analysis);
  expect(differences.map(inWords)).toEqual([]);
  agreed.values += values;
  agreed.images += 1;
}

describe.concurrent("the API shows an image as it is in its archive", () => {
  for (const [name, own] of Object.entries(OWN_IMAGES)) {
    it(`our own: ${name}`, async () => check(await makeOwn(server, own, busybox)));
  }

  for (const [name, foreign] of Object.entries(FOREIGN_IMAGES)) {
    it(`another maker: ${name}`, async () => {
      const made = await makeForeign(server, registry, foreign);
      await check(made);
      if (foreign.instructions === undefined) expect(seenByRun(made.log)).toEqual(toBeSeen(baseTree(made)));
    });
  }
});

describe("the API compares images as their archives differ", () => {
  it("each with the one before, and the first with the last, both ways", async () => {
    const before = [analyses.at(-1), ...analyses.slice(0, -1)];
    for (const [index, after] of analyses.entries()) {
      const other = before[index];
      if (other === undefined) throw new Error("there are no images");
      for (const [a, b] of [[other, after] as const, ...(index === 0 ? [[after, other] as const] : [])]) {
        const { values, differences } = await compareComparison(server, a, b);
        expect(differences.map(inWords)).toEqual([]);
        agreed.values += values;
      }
    }
    expect(analyses.length).toBeGreaterThan(20);
  });
});
