/**
 * Builds every case of testdata/conformance with both of Strata's builders, the embedded one and BuildKit in a Docker
 * engine, as a request to the server does, and compares what they tell and make: whether it is built, the problem's code
 * and line, the state of each step, configuration, history, and files.
 *
 *   node scripts/compare/builders.ts [--on engine|containerd|remote] [part of a case's name…]
 *
 * STRATA_TEST_ENGINES     the sockets of the engines: the first is used, with "containerd" the second, which has that image
 *                         store, and with "remote" the BuildKit inside that one; without them, DOCKER_HOST
 * STRATA_TEST_DOCKER_CLI  the docker client with buildx, or STRATA_DOCKER_CLI ("docker")
 * STRATA_REGISTRY_MIRROR  mirror of docker.io for our side; give the engine the same
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import {
  BUILDER_DIFFERENCES,
  type BuilderDifference,
  type KnownDifferenceCode,
  knownDifference,
} from "#contract/builderDifferences.ts";
import { BuildProgress } from "#contract/buildProgress.ts";
import type { Builder } from "#server/builders/builder.ts";
import { createBuildKitBuilder } from "#server/builders/buildkit/buildKitBuilder.ts";
import { serveRemoteBuildKit } from "#server/builders/buildkit/remoteBuildKit.ts";
import { createEmbeddedBuilder } from "#server/builders/embedded/embeddedBuilder.ts";
import { makeRepositories } from "#server/builders/embedded/operations/git/gitRepositoriesFixture.ts";
import { startSourceServer } from "#server/builders/embedded/operations/git/sourceServerFixture.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { testSockets } from "#server/docker/testEngines.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { caseRequest, withServer } from "./caseRequest.ts";
import { type BuilderOutcome, compareBuilders } from "./compareBuilders.ts";
import { type Case, readCases } from "./readCase.ts";
import { SERVED_FILES } from "./servedFiles.ts";

const CASES = fileURLToPath(new URL("../../testdata/conformance", import.meta.url));
/** Cases at a time. */
const PARALLEL = 3;
const SECONDS = 300;

const { STRATA_TEST_DOCKER_CLI, STRATA_DOCKER_CLI, DOCKER_HOST } = process.env;
const { values: options, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: { on: { type: "string", default: "engine" } },
});
if (!["engine", "containerd", "remote"].includes(options.on))
  throw new Error(`There is no builder called ${options.on}.`);
const [plain, containerd = plain] = testSockets();
const socket = options.on === "engine" ? plain : containerd;
const remote = options.on === "remote" && socket !== undefined ? await serveRemoteBuildKit(socket) : undefined;
const endpoint =
  remote?.endpoint ?? (socket === undefined ? (DOCKER_HOST ?? "unix:///var/run/docker.sock") : `unix://${socket}`);
const snapshots = options.on !== "engine";
const driver = remote === undefined ? "docker" : "remote";

const dataDir = mkdtempSync(join(tmpdir(), "strata-compare-"));
const blobs = openBlobStore(join(dataDir, "blobs"));
const contexts = openContextStore(blobs);
const images = openImageStore({ dir: dataDir, blobs });
const registry = { mirrors: (process.env.STRATA_REGISTRY_MIRROR ?? "").split(",").filter((mirror) => mirror !== "") };
const limits = { diskBytes: 4e9, outputBytes: 64e6, seconds: SECONDS };
const embedded = createEmbeddedBuilder({
  dataDir,
  registry,
  // The server with what ADD downloads is on this machine.
  network: { mode: "filtered", allow: ["127.0.0.1"] },
  limits: { ...limits, memoryBytes: 2e9, processes: 1024, cpus: 2 },
});
const buildkit = createBuildKitBuilder({
  ...{ dataDir, images, contexts, registry, bounds: limits },
  builder: { name: "compared", driver, endpoint, builds: PARALLEL, weight: 1, hostNetwork: false },
  docker: STRATA_TEST_DOCKER_CLI ?? STRATA_DOCKER_CLI ?? "docker",
});

/** Without a cache: what is not told to run has not been found. */
async function outcomeOf(builder: Builder, test: Case): Promise<BuilderOutcome> {
  const request = await caseRequest(contexts, test, [`strata-compare:${test.id}`]);
  const workspace = `${builder.kind}-${test.id}`;
  const progress = new BuildProgress();
  const job = { id: test.id, workspace, request: { ...request, noCache: true } };
  const late = AbortSignal.timeout(SECONDS * 1000);
  const finished = await builder.build(job, (event) => progress.apply(event), late);
  progress.apply(finished);
  const image = finished.image && images.require(workspace, finished.image.id);
  return { finished, steps: [...progress.steps], ...(image !== undefined && { image }) };
}

interface Reasoned extends BuilderDifference {
  readonly code?: KnownDifferenceCode;
}

interface Verdict {
  readonly name: string;
  readonly verdict: "equal" | "documented" | "different";
  readonly note: string;
  readonly differences: readonly Reasoned[];
}

async function verdictOf(test: Case): Promise<Verdict> {
  const ours = await outcomeOf(embedded, test);
  const theirs = await outcomeOf(buildkit, test);
  const text = readFileSync(join(test.dir, "Dockerfile"), "utf8");
  const differences = compareBuilders(blobs, ours, theirs, test.options).map((difference) => {
    const code = knownDifference({ ...difference, snapshots }, text);
    return { ...difference, ...(code !== undefined && { code }) };
  });
  const [one, other] = [ours, theirs].map(({ finished: { problem } }) => problem?.detail);
  const words = one === other ? "" : `\n    embedded: ${one}\n    buildkit: ${other}`;
  const verdict = differences.length === 0 ? "equal" : differences.every(isKnown) ? "documented" : "different";
  return { name: test.name, verdict, note: verdict === "different" ? words : "", differences };
}

function isKnown({ code }: Reasoned): boolean {
  return code !== undefined;
}

function show({ name, verdict, note, differences }: Verdict): void {
  const codes = [...new Set(differences.flatMap(({ code }) => code ?? []))].join(", ");
  console.log(`${verdict.padEnd(10)} ${name}${codes === "" ? "" : ` (${codes})`}${note}`);
  for (const { part, what, embedded: ours = "(none)", buildkit: theirs = "(none)" } of differences
    .filter((difference) => !isKnown(difference))
    .slice(0, 20))
    console.log(`    ${part} ${what}\n      embedded ${ours}\n      buildkit ${theirs}`);
}

/** The counts, and each reason with the number of cases that it explains. Whether none is different. */
function sumUp(verdicts: readonly Verdict[]): boolean {
  for (const [code, { reason }] of Object.entries(BUILDER_DIFFERENCES)) {
    const cases = verdicts.filter(({ differences }) => differences.some((difference) => difference.code === code));
    if (cases.length > 0) console.log(`${String(cases.length).padStart(4)} ${code}: ${reason}`);
  }
  const counts = (["equal", "documented", "different"] as const).map((which) => {
    return `${verdicts.filter(({ verdict }) => verdict === which).length} ${which}`;
  });
  console.log(counts.join(", "));
  return verdicts.every(({ verdict }) => verdict !== "different");
}

async function compareAll(cases: readonly Case[]): Promise<Verdict[]> {
  const folder = join(dataDir, "served");
  makeRepositories(folder);
  const server = await startSourceServer(folder, SERVED_FILES);
  const running: Promise<Verdict>[] = [];
  const verdicts: Verdict[] = [];
  for (const [index, test] of cases.entries()) {
    const before = running[index - PARALLEL];
    if (before !== undefined) {
      const verdict = await before;
      show(verdict);
      verdicts.push(verdict);
    }
    running.push(verdictOf(withServer(test, server.origin)));
  }
  for (const last of running.slice(-PARALLEL)) {
    const verdict = await last;
    show(verdict);
    verdicts.push(verdict);
  }
  await server.close();
  return verdicts;
}

try {
  const verdicts = await compareAll(readCases(CASES, parts));
  process.exitCode = sumUp(verdicts) ? 0 : 1;
} finally {
  await buildkit.close();
  await remote?.close();
  await embedded.close();
  images.close();
  rmSync(dataDir, { recursive: true, force: true });
}
