import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digestSchema } from "#contract/names/digest.ts";
import { routes } from "#contract/routes.ts";
import { type PushRegistry, startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { compareCompressed } from "./checkedImages/compareCompressed.ts";
import { compareFields } from "./checkedImages/compareFields.ts";
import { compareViews } from "./checkedImages/compareViews.ts";
import { type Comparison, inWords, together } from "./checkedImages/differences.ts";
import { compareWithEngine } from "./checkedImages/engineImage.ts";
import { engines, toolsAtHand } from "./checkedImages/imageTools.ts";
import { loadArchive } from "./checkedImages/loadArchive.ts";
import { baseOf, savedImage } from "./checkedImages/makeImages.ts";
import { ODD_CONFIGS } from "./checkedImages/oddConfigs.ts";
import { Tally } from "./checkedImages/tally.ts";
import { TOOL_ARCHIVES } from "./checkedImages/toolArchives.ts";
import { analyze } from "./imageChecker/analysis.ts";
import { type ArchivedImage, readAnyArchive } from "./imageChecker/anyArchive.ts";
import type { Base } from "./imageChecker/historyRows.ts";
import type { SavedImage } from "./imageChecker/savedImage.ts";
import { sampledByName } from "./sampled.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

/** In the short form of the tests: an archive of each tool, and each layout, compression, and way to make an image. */
const SAMPLE = [
  ...["skopeo, as docker save was before", "skopeo, an OCI archive with zstd"],
  ...["podman, an OCI archive", "podman, one layer", "umoci, repacked", "umoci, inserted"],
  ...["docker build, saved", "docker's old builder, saved", "docker with containerd build, saved"],
  "docker with containerd commit, saved",
];
const ARCHIVES = [...sampledByName("archives of other tools", TOOL_ARCHIVES, SAMPLE), ...Object.entries(ODD_CONFIGS)];

const START = "strata-numbers-start:1";
const DOCKERFILE = `FROM busybox
COPY . /start/
RUN ln /start/kept /start/linked && ln -s kept /start/symbolic && echo twice > /start/gone
`;
const FILES = { kept: `${"kept ".repeat(500)}\n`, gone: "gone\n", "deep/er/file": "deep\n" };

const tools = await toolsAtHand();
/** Compressed sizes of the layers of all archives so far, by diff ID. */
const received = new Map<string, Set<number>>();
/** Names of `TOOL_ARCHIVES` begin with one. */
const MAKERS = [...engines.toReversed(), "skopeo", "podman", "umoci"];
const tally = new Tally();
const atEnd: (() => unknown)[] = [];
let server: ServerInProcess;
let registry: PushRegistry;
let dir: string;
/** The image that the tools start with, and that image's base. */
let start: SavedImage;
let below: SavedImage;

beforeAll(async () => {
  registry = await startPushRegistry((stop) => atEnd.push(stop));
  server = await startInProcess();
  atEnd.unshift(() => server.stop());
  dir = await mkdtemp(join(tmpdir(), "strata-"));
  const context = digestSchema.parse(await server.context(FILES));
  const { finished, log } = await server.build({ dockerfileText: DOCKERFILE, context, tags: [START] });
  expect(finished.problem, log).toBeUndefined();
  await server.build({ dockerfileText: "FROM busybox\n", tags: ["busybox"] });
  [start, below] = [await savedImage(server, START), await savedImage(server, "busybox")];
  const archive = await server.fetch(routes.imageArchive(START));
  await writeFile(join(dir, "start.tar"), new Uint8Array(await archive.arrayBuffer()));
});

afterAll(async () => {
  for (const end of atEnd) await end();
  await rm(dir, { recursive: true, force: true });
  tally.print();
});

/** The largest of the images at hand that the archived one continues. */
function baseIn(archived: ArchivedImage): Base {
  const isStart = ({ layers }: SavedImage) =>
    layers.length < archived.layers.length && layers.every(({ diffId }, at) => diffId === archived.layers[at]?.diffId);
  const found = [start, below].find(isStart);
  return found === undefined ? { layers: 0, history: 0 } : baseOf(found);
}

/** What only our store knows of an image, names and the manifest, is from our own archive of it; all else from the tool's. */
async function checkViews(archived: ArchivedImage): Promise<Comparison> {
  const own = await savedImage(server, archived.id);
  const { tags, manifest, layers } = own;
  expect(layers.map(({ diffId }) => diffId)).toEqual(archived.layers.map(({ diffId }) => diffId));
  return together([
    await compareViews(server, analyze({ ...archived, tags, manifest }, baseIn(archived))),
    await compareFields(server, own, archived.came),
  ]);
}

describe.each(ARCHIVES)("an archive of %s", (how, { tools: needed, make }) => {
  it.skipIf(!needed.every((tool) => tools.has(tool)))("is loaded and shown as it is", async () => {
    // Podman takes only short paths.
    const own = await mkdtemp(join(dir, "of-"));
    const archive = await make({ archive: join(dir, "start.tar"), name: START, dir: own });
    const archived = readAnyArchive(archive);
    expect(await loadArchive(server, archive)).toBe(archived.id);
    const views = await checkViews(archived);
    for (const [at, { diffId, size }] of archived.layers.entries()) {
      const stored = archived.stored[at] ?? size;
      if (stored !== size) received.set(diffId, new Set([...(received.get(diffId) ?? []), stored]));
    }
    const compressed = await compareCompressed(server, registry, archived, received);
    const maker = MAKERS.find((one) => how.startsWith(one)) ?? how;
    tally.add(maker, [how], together([views, compressed]));
    const compared: Comparison[] = [];
    for (const engine of engines.filter((one) => tools.has(one))) {
      const inEngine = await compareWithEngine(engine, server, archived.id);
      tally.add(`history and inspect in ${engine}`, [how], inEngine);
      compared.push(inEngine);
    }
    expect([views, compressed, ...compared].flatMap(({ differences }) => differences).map(inWords)).toEqual([]);
  });
});
