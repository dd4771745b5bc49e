import { afterAll, beforeAll, expect, it } from "vitest";
import { digestSchema } from "#contract/names/digest.ts";
import { compareViews } from "./checkedImages/compareViews.ts";
import { inWords } from "./checkedImages/differences.ts";
import { largeArchive } from "./checkedImages/largeArchive.ts";
import { loadArchive } from "./checkedImages/loadArchive.ts";
import { savedImage } from "./checkedImages/makeImages.ts";
import { Tally } from "./checkedImages/tally.ts";
import { analyze } from "./imageChecker/analysis.ts";
import { readAnyArchive } from "./imageChecker/anyArchive.ts";
import { LONG } from "./longTests.ts";
import { rounds } from "./sampled.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

/** Takes half a minute of a quiet processor, and memory for several copies of the image. */
if (!LONG) process.stderr.write("SMALLER: STRATA_TEST_LONG is not 1: the large image has a twentieth of its size\n");

const LAYERS = rounds("layers of the image of many", 120, 30);

const NONE = { layers: 0, history: 0 };
const tally = new Tally();
let server: ServerInProcess;
beforeAll(async () => {
  server = await startInProcess({});
});
afterAll(async () => {
  await server.stop();
  tally.print();
});

it(`an image of ${LAYERS} layers is shown as it is`, { timeout: 600_000 }, async () => {
  const steps = Array.from(
    { length: LAYERS },
    (_, at) => `COPY --chmod=${600 + (at % 2)} ${at % 3} /d${at % 7}/f${at % 50}\n`,
  );
  const context = digestSchema.parse(await server.context({ "0": "zero\n", "1": "one\n", "2": "two\n" }));
  const dockerfileText = `FROM scratch\n${steps.join("")}`;
  const { finished, log } = await server.build({ dockerfileText, context, tags: ["layers"] });
  expect(finished.problem, log).toBeUndefined();
  const image = await savedImage(server, "layers");
  expect(image.layers).toHaveLength(LAYERS);
  const compared = await compareViews(server, analyze(image, NONE));
  tally.add(`Strata, ${LAYERS} layers`, [image.id], compared);
  expect(compared.differences.map(inWords)).toEqual([]);
});

it("an image of 1 GB and 60,000 files is shown as it is", { timeout: 600_000 }, async () => {
  const { archive, tags, manifest, files, bytes } = largeArchive(LONG ? 1 : 20);
  const archived = readAnyArchive(archive);
  expect(await loadArchive(server, archive)).toBe(archived.id);
  const compared = await compareViews(server, analyze({ ...archived, tags, manifest }, NONE));
  tally.add(`made for this, ${bytes} bytes and ${files} files`, [archived.id], compared);
  expect(compared.differences.map(inWords)).toEqual([]);
});
