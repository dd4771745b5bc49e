import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PushRegistry, startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { compareComparison } from "./checkedImages/compareComparisons.ts";
import { compareCompressed } from "./checkedImages/compareCompressed.ts";
import { compareFields } from "./checkedImages/compareFields.ts";
import { comparePruned } from "./checkedImages/comparePruned.ts";
import { compareShared } from "./checkedImages/compareShared.ts";
import { compareViews } from "./checkedImages/compareViews.ts";
import { type Comparison, inWords, together } from "./checkedImages/differences.ts";
import { FOREIGN_IMAGES } from "./checkedImages/foreignImages.ts";
import { baseOf, type MadeImage, makeForeign, makeOwn } from "./checkedImages/makeImages.ts";
import { OWN_IMAGES } from "./checkedImages/ownImages.ts";
import { basesIn, sentBy } from "./checkedImages/registryContents.ts";
import { seenByRun, toBeSeen } from "./checkedImages/seenByRun.ts";
import { Tally } from "./checkedImages/tally.ts";
import { type Analysis, analyze } from "./imageChecker/analysis.ts";
import type { Base } from "./imageChecker/historyRows.ts";
import type { Tree } from "./imageChecker/merge.ts";
import type { RpmPackages } from "./imageChecker/packagesView.ts";
import type { AtHand } from "./imageChecker/sharedView.ts";
import { sampledByName } from "./sampled.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

/** In the short form of the tests: an image for each way to change files, to write a tar, and to tell a history. */
const SAMPLE = {
  own: [
    // The first is the one below the others, which their bases are known by.
    ...[
      "nothing on top",
      "files from the context",
      "a chmod of many",
      "rm of what the base has",
      "overwritten",
      "hard links",
    ],
    ...["a folder replaced by a file and back", "a folder replaced by a link", "a stage on a stage", "sparse files"],
    ...["names of all kinds", "special modes", "leftovers and duplicates", "packages of every manager"],
    ...["a configuration of everything", "other packages of every manager"],
  ],
  foreign: [
    ...["GNU headers with base-256 numbers", "pax records", "names that are no UTF-8", "pax sparse files 1.0"],
    ...["zstd layers", "plain layers", "the same layer twice", "devices", "missing parents", "the same file twice"],
    ...["a link of a lower layer among the parents", "a whiteout of a folder", "a whiteout of nothing"],
    ...[
      "an opaque folder",
      "a folder that became a file",
      "a file stored again by another owner, and one with other bytes of the same number",
    ],
    ...["hard links that go one by one", "a hard link to a lower layer", "capabilities"],
    ...["bookkeeping of AUFS", "no history", "rows of the old builder", "no history, and nothing built on it"],
  ],
} as const;
const OWN = sampledByName("images that Strata builds", OWN_IMAGES, SAMPLE.own);
const FOREIGN = sampledByName("images of other makers", FOREIGN_IMAGES, SAMPLE.foreign);

const NONE: Base = { layers: 0, history: 0 };
const analyses: Analysis[] = [];
/** What the rpm databases of images have, by ID. */
const rpm = new Map<string, RpmPackages>();
const tally = new Tally();
const atEnd: (() => unknown)[] = [];
let server: ServerInProcess;
let registry: PushRegistry;
let busybox: Base;
/** The base that came with the server. */
let starter: AtHand;

beforeAll(async () => {
  registry = await startPushRegistry((stop) => atEnd.push(stop));
  server = await startInProcess({ env: { STRATA_REGISTRY_MIRROR: registry.url } });
  atEnd.unshift(() => server.stop());
  const { image } = await makeOwn(server, { dockerfile: "FROM busybox\n" }, NONE);
  busybox = baseOf(image);
  starter = { id: image.id, names: ["busybox:latest"], layers: image.layers.map(({ diffId }) => diffId) };
});

afterAll(async () => {
  for (const end of atEnd) await end();
  tally.print();
});

function baseTree({ image, base }: MadeImage): Tree {
  return analyze({ ...image, layers: image.layers.slice(0, base.layers) }, base).tree;
}

function expectNone(maker: string, images: readonly string[], compared: Comparison): void {
  tally.add(maker, images, compared);
  expect(compared.differences.map(inWords)).toEqual([]);
}

async function check(maker: string, { image, base }: MadeImage): Promise<void> {
  const analysis = analyze(image, base);
  analyses.push(analysis);
  expectNone(maker, [image.id], together([await compareViews(server, analysis), await compareFields(server, image)]));
}

describe.concurrent("the API shows an image as it is in its archive", () => {
  for (const [name, own] of OWN) {
    it(`our own: ${name}`, async () => {
      const made = await makeOwn(server, own, busybox);
      if (own.rpm) rpm.set(made.image.id, own.rpm);
      await check("Strata", made);
    });
  }

  for (const [name, foreign] of FOREIGN) {
    it(`another maker: ${name}`, async () => {
      const made = await makeForeign(server, registry, foreign);
      await check("none of our builders", made);
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
        expectNone("compared in pairs", [a.image.id, b.image.id], await compareComparison(server, a, b, rpm));
      }
    }
    expect(analyses.length).toBeGreaterThan(20);
  });
});

describe("the API says of the images together what their archives do", () => {
  const ids = () => analyses.map(({ image }) => image.id);

  it("how large their layers are as they came, or as a registry gets them", { timeout: 300_000 }, async () => {
    const received = sentBy(registry);
    const checked = new Set<string>();
    for (const { image } of analyses) {
      const compared = await compareCompressed(server, registry, image, received, checked);
      expectNone("compressed layers of all", [image.id], compared);
    }
  });

  it("which share layers, which are the bases of others, and what that saves", async () => {
    expectNone("all together", ids(), await compareShared(server, analyses, [starter, ...basesIn(registry)]));
  });

  it("and what removing them frees", async () => {
    expectNone("all together", ids(), await comparePruned(server, analyses));
  });
});
