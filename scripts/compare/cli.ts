/**
 * Runs the docker CLI with the same commands against a reference Docker engine and against Strata's engine socket, and
 * compares exit codes and output, without IDs, times, and sizes.
 *
 *   node scripts/compare/cli.ts [part of a command…]
 *
 * DOCKER                  the docker client of the reference engine, with arguments ("docker")
 * DOCKER_CLIENT           the docker client for Strata: `-H` is added ("docker")
 * REFERENCE_SHARE         a folder that the clients see too; Strata's data folder goes there
 * REFERENCE_SHARE_INSIDE  where the clients see that folder, if elsewhere
 * STRATA_REGISTRY_MIRROR  mirror of docker.io for our side; give the engine the same. Pushes go there too
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseConfig } from "#server/config.ts";
import { guardWithPassword } from "#server/oci/distribution/guardFixture.ts";
import { startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { startServer } from "#server/startServer.ts";
import { writeContext } from "./cliFiles.ts";
import { normalized } from "./cliNormalize.ts";
import { DIFFERENCES, type Difference, type Step } from "./cliStep.ts";
import { STEPS } from "./cliSteps.ts";
import { DockerClient, type DockerOutput } from "./dockerClient.ts";
import { splitWords } from "./splitWords.ts";

const MIRROR = process.env.STRATA_REGISTRY_MIRROR ?? "http://127.0.0.1:5000";
const PREFIX = `cli${process.pid}`;
let stopGuarded = () => {};
/** A registry that requires a password. */
const guarded = await startPushRegistry((stop) => {
  stopGuarded = stop;
});
guardWithPassword(guarded, "me", "a-password");

// The classic builder is the one that the engine socket has.
process.env.DOCKER_BUILDKIT = "0";
const reference = new DockerClient(process.env);
const dataDir = join(reference.here, "data");
const socket = `unix://${join(reference.inside, "data", "docker.sock")}`;
const client = process.env.DOCKER_CLIENT ?? "docker";
const ours = new DockerClient({ ...process.env, DOCKER: `${client} -H ${socket}` });

interface Side {
  readonly name: "theirs" | "ours";
  readonly docker: DockerClient;
}

const SIDES: readonly Side[] = [
  { name: "theirs", docker: reference },
  { name: "ours", docker: ours },
];

function wordsOf(command: string, side: Side): string[] {
  const names: Readonly<Record<string, string>> = {
    p: PREFIX,
    side: side.name,
    ctx: join(reference.inside, "context"),
    out: join(reference.inside, "out"),
    repo: `${new URL(MIRROR).host}/${PREFIX}/${side.name}`,
    guarded: guarded.host,
  };
  const filled = command.replaceAll(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
  return ["--config", join(reference.inside, `config-${side.name}`), ...splitWords(filled)];
}

function run(step: Step, side: Side): Promise<DockerOutput> {
  const words = wordsOf(step.command, side);
  return step.inTerminal ? side.docker.runInTerminal(words) : side.docker.run(words, step.stdin ?? "");
}

/** The two streams in one text: which of them a line is on is compared too. */
function shown({ only = /^/, sorted = false }: Step, side: Side, { stdout, stderr }: DockerOutput): string {
  const names = {
    [`${PREFIX}/${side.name}`]: "app",
    [`${side.name}-`]: "",
    [PREFIX]: "p",
    [`${guarded.host}/${side.name}`]: "guarded",
  };
  const lines = (text: string) => {
    const kept = normalized(text, names)
      .split("\n")
      .filter((line) => line !== "" && only.test(line));
    return sorted ? kept.sort() : kept;
  };
  return [...lines(stdout), ...lines(stderr).map((line) => `! ${line}`)].join("\n");
}

type Verdict = { readonly equal: boolean; readonly documented?: Difference };

async function compare(step: Step): Promise<Verdict> {
  const outputs = await Promise.all(SIDES.map((side) => run(step, side)));
  const codes = outputs.map(({ code }) => code);
  const texts = SIDES.map((side, index) => shown(step, side, outputs[index] ?? { code: 0, stdout: "", stderr: "" }));
  const sameCode = codes[0] === codes[1] || step.oneSided === true;
  const sameText = texts[0] === texts[1];
  const documented = sameCode && !sameText ? step.differs : undefined;
  const word = sameCode && sameText ? "equal     " : documented === undefined ? "DIFFERENT " : "documented";
  console.log(`${word} docker ${step.command}`);
  if (!sameCode || (!sameText && (documented === undefined || process.env.VERBOSE !== undefined))) {
    for (const [index, side] of SIDES.entries()) {
      console.log(`  ${side.name} ${codes[index]}\n${(texts[index] ?? "").slice(0, 3000).replace(/^/gm, "    ")}`);
    }
  }
  return { equal: sameCode && sameText, ...(documented !== undefined && { documented }) };
}

/** What the steps left in the reference engine. */
async function cleanUp(): Promise<void> {
  const listed = async (command: string) =>
    (await reference.run(splitWords(command))).stdout.split("\n").filter(Boolean);
  const containers = await listed(`ps -aq --filter name=${PREFIX}`);
  if (containers.length > 0) await reference.run(["rm", "-fv", ...containers]);
  const images = await listed("images --format {{.Repository}}:{{.Tag}}");
  const made = images.filter((name) => name.includes(PREFIX) && !name.includes("<none>"));
  if (made.length > 0) await reference.run(["rmi", "-f", ...made]);
  const volumes = await listed(`volume ls -q --filter name=${PREFIX}`);
  if (volumes.length > 0) await reference.run(["volume", "rm", ...volumes]);
}

const parts = process.argv.slice(2);
const chosen = STEPS.filter(({ command }) => parts.length === 0 || parts.some((part) => command.includes(part)));
writeContext(join(reference.here, "context"));
mkdirSync(join(reference.here, "out"));
const env = { PORT: "0", STRATA_DATA: dataDir, STRATA_LOG: "warn", STRATA_REGISTRY_MIRROR: MIRROR };
const server = await startServer(parseConfig({ ...env, STRATA_REGISTRY_PRIVATE: "yes" }));
try {
  for (const notice of server.notices) console.log(notice);
  const verdicts: Verdict[] = [];
  for (const step of chosen) verdicts.push(await compare(step));
  const equal = verdicts.filter((verdict) => verdict.equal).length;
  const documented = Map.groupBy(verdicts, (verdict) => verdict.documented);
  console.log(`\n${chosen.length} commands: ${equal} equal`);
  for (const [key, found] of documented) {
    if (key !== undefined) console.log(`${String(found.length).padStart(4)} documented: ${DIFFERENCES[key]}`);
  }
  const different = (documented.get(undefined) ?? []).filter((verdict) => !verdict.equal).length;
  console.log(`${String(different).padStart(4)} different`);
  if (different > 0) process.exitCode = 1;
} finally {
  await cleanUp();
  stopGuarded();
  await server.close();
  ours.close();
  reference.close();
}
