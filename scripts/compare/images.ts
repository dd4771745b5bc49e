/**
 * Builds every case of testdata/conformance with the embedded builder and with a reference Docker engine, and
 * compares the images: configuration, history, files (path, type, mode, owner, content, links). Then loads each of our
 * archives into the engine and runs those whose case says what it prints.
 *
 *   node scripts/compare/images.ts [part of a case's name…]
 *
 * DOCKER                  the docker client, with arguments ("docker")
 * REFERENCE_SHARE         a folder that the client sees too; contexts and archives go through it
 * REFERENCE_SHARE_INSIDE  where the client sees that folder, if elsewhere
 * STRATA_REGISTRY_MIRROR  mirror of docker.io for our side; give the engine the same
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import { createEmbeddedBuilder } from "#server/builders/embedded/embeddedBuilder.ts";
import { makeRepositories } from "#server/builders/embedded/operations/git/gitRepositoriesFixture.ts";
import { startSourceServer } from "#server/builders/embedded/operations/git/sourceServerFixture.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { imageArchive } from "#server/oci/store/archive.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { caseRequest, withServer } from "./caseRequest.ts";
import { compareImages, type Difference } from "./compareImages.ts";
import { type Case, readCases } from "./readCase.ts";
import { ReferenceEngine, type ReferenceResult } from "./referenceEngine.ts";
import { SERVED_FILES } from "./servedFiles.ts";

const CASES = fileURLToPath(new URL("../../testdata/conformance", import.meta.url));
const WORKSPACE = "compare";

interface Verdict {
  readonly name: string;
  readonly notes: readonly string[];
  readonly differences: readonly Difference[];
}

const dataDir = mkdtempSync(join(tmpdir(), "strata-compare-"));
const blobs = openBlobStore(join(dataDir, "blobs"));
const contexts = openContextStore(blobs);
const images = openImageStore({ dir: dataDir, blobs });
const builder = createEmbeddedBuilder({
  dataDir,
  registry: { mirrors: (process.env.STRATA_REGISTRY_MIRROR ?? "").split(",").filter((mirror) => mirror !== "") },
  // The server with what ADD downloads is on this machine.
  network: { mode: "filtered", allow: ["127.0.0.1"] },
  limits: { memoryBytes: 2e9, processes: 1024, diskBytes: 4e9, outputBytes: 64e6, cpus: 2, seconds: 300 },
});

async function buildHere(test: Case): Promise<FinishedEvent> {
  const request = await caseRequest(contexts, test, [`strata-compare:${test.id}-ours`]);
  const job = { id: test.id, workspace: WORKSPACE, request };
  return await builder.build(job, () => undefined, new AbortController().signal);
}

function compareFailures(reference: ReferenceResult, ours: FinishedEvent): string[] {
  if (reference.ok) return ["the reference built it"];
  if (ours.problem === undefined) return [`FAILS: we built it, the reference did not: ${reference.message}`];
  const line = ours.problem.range === undefined ? undefined : ours.problem.range.start.line + 1;
  const words = `\n      reference ${reference.line}: ${reference.message}\n      ours      ${line}: ${ours.problem.detail}`;
  // The reference names no line for some: ours may.
  return reference.line === undefined || line === reference.line
    ? [`(fails alike)${words}`]
    : [`FAILS at another line${words}`];
}

async function compareCase(engine: ReferenceEngine, test: Case): Promise<Verdict> {
  const [reference, ours] = await Promise.all([engine.build(test, blobs), buildHere(test)]);
  const { name } = test;
  if (test.options.fails === true) {
    const notes = compareFailures(reference, ours);
    return { name, notes, differences: [] };
  }
  if (!reference.ok) return { name, notes: [`FAILED on the reference: ${reference.message}`], differences: [] };
  if (ours.image === undefined)
    return { name, notes: [`FAILED here: ${JSON.stringify(ours.problem)}`], differences: [] };
  const stored = images.require(WORKSPACE, ours.image.id);
  const layers = stored.layers.map(({ diffId }) => diffId);
  const differences = compareImages(blobs, reference.image, { config: stored.config, layers }, test.options);
  return { name, notes: await runInEngine(engine, test, stored), differences };
}

async function runInEngine(engine: ReferenceEngine, test: Case, image: StoredImage): Promise<string[]> {
  const { chunks } = imageArchive(blobs, image);
  const { prints } = test.options;
  if (prints === undefined) {
    const { code, stderr } = await engine.load(chunks, test.id);
    return code === 0 ? [] : [`FAILS to load: ${stderr.trim()}`];
  }
  const { code, stdout, stderr } = await engine.loadAndRun(chunks, test.id, `strata-compare:${test.id}-ours`);
  if (code === 0 && stdout === prints) return ["(runs)"];
  return [`FAILS to run: code ${code}, printed ${JSON.stringify(stdout)}, not ${JSON.stringify(prints)} ${stderr}`];
}

function show({ name, notes, differences }: Verdict): boolean {
  const good = differences.length === 0 && !notes.some((note) => note.startsWith("FAIL") || note.startsWith("the ref"));
  console.log(`${good ? "equal    " : "DIFFERENT"} ${name} ${notes.join(" ")}`);
  for (const { part, what, reference, ours } of differences.slice(0, 20)) {
    console.log(`    ${part} ${what}\n      reference ${reference}\n      ours      ${ours}`);
  }
  return good;
}

/** Cases at a time; the reference engine is what takes the time. */
const PARALLEL = 3;

async function verdictOf(engine: ReferenceEngine, test: Case): Promise<Verdict> {
  try {
    return await compareCase(engine, test);
  } catch (error) {
    return { name: test.name, notes: [`FAILED: ${error instanceof Error ? error.message : error}`], differences: [] };
  }
}

async function compareAll(cases: readonly Case[]): Promise<boolean[]> {
  const folder = join(dataDir, "served");
  makeRepositories(folder);
  const server = await startSourceServer(folder, SERVED_FILES);
  const engine = new ReferenceEngine(process.env);
  const verdicts: Promise<Verdict>[] = [];
  const results: boolean[] = [];
  for (const [index, test] of cases.entries()) {
    if (index >= PARALLEL) await verdicts[index - PARALLEL];
    verdicts.push(verdictOf(engine, withServer(test, server.origin)));
  }
  for (const verdict of verdicts) results.push(show(await verdict));
  await engine.close();
  await server.close();
  return results;
}

try {
  const results = await compareAll(readCases(CASES, process.argv.slice(2)));
  const equal = results.filter((good) => good).length;
  console.log(`${equal} equal, ${results.length - equal} different`);
  process.exitCode = equal === results.length ? 0 : 1;
} finally {
  await builder.close();
  images.close();
  rmSync(dataDir, { recursive: true, force: true });
}
