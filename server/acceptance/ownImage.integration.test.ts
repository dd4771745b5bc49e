import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { healthSchema } from "#contract/health.ts";
import { routes } from "#contract/routes.ts";
import { LONG } from "./longTests.ts";
import { sendProject } from "./projectContext.ts";
import { spawnServer } from "./runningServer.ts";
import { clientOf } from "./serverClient.ts";
import { type TestEngine, testEngine } from "./testEngine.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const BUNDLE = "/etc/ssl/certs/ca-certificates.crt";
const BY_STRATA = "strata-test-own:by-strata";
const BY_DOCKER = "strata-test-own:by-docker";
const ALLOWED = [
  `--security-opt=seccomp=${path.join(ROOT, "deploy/docker/seccomp.json")}`,
  "--security-opt=systempaths=unconfined",
  "--security-opt=apparmor=unconfined",
  "--cap-drop=ALL",
  "--cap-add=SETUID",
  "--cap-add=SETGID",
  "--read-only",
  "--tmpfs=/tmp",
];
const MINUTES = 60_000;

const engine = testEngine();
/** A mirror that has Debian, which the image is made of. */
const mirror = process.env.STRATA_TEST_REGISTRY;
const skipped = !LONG || engine === undefined || mirror === undefined;
const why =
  engine === undefined
    ? "STRATA_TEST_ENGINES names no Docker engine"
    : mirror === undefined
      ? "STRATA_TEST_REGISTRY names no mirror that has debian"
      : "only with STRATA_TEST_LONG=1";
if (skipped) process.stderr.write(`!!! Strata's own image is neither built nor run: ${why}.\n`);

const folder = mkdtempSync(path.join(tmpdir(), "strata-own-image-"));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  if (!skipped) await engine.docker("image", "rm", "--force", BY_STRATA, BY_DOCKER).catch(() => undefined);
});

/** Builds the image in a server, and loads its archive into the engine; the size of its files. */
async function buildByStrata({ docker }: TestEngine): Promise<number> {
  const server = await spawnServer({ env: { STRATA_BUILD_MEMORY: "6GB", STRATA_REGISTRY_MIRROR: mirror ?? "" } });
  try {
    const context = await sendProject(server);
    const secrets = existsSync(BUNDLE) ? { ca: readFileSync(BUNDLE, "utf8") } : {};
    const { finished, log } = await server.build({ context, tags: [BY_STRATA], secrets });
    expect(finished, log.slice(-4000)).toMatchObject({ state: "done" });
    const archive = await server.fetch(routes.imageArchive(BY_STRATA));
    const file = path.join(folder, "image.tar");
    await writeFile(file, archive.body ?? "");
    await docker("load", "--input", file);
    return finished.image?.size ?? Number.POSITIVE_INFINITY;
  } finally {
    await server.stop();
  }
}

async function buildByDocker({ docker }: TestEngine): Promise<void> {
  const secrets = existsSync(BUNDLE) ? [`--secret=id=ca,src=${BUNDLE}`] : [];
  await docker("buildx", "build", "--load", ...secrets, "--tag", BY_DOCKER, ROOT);
}

const exampleOf = (name: string) => readFileSync(path.join(ROOT, "examples/hello-world", name), "utf8");

/** Starts the image and asks it; then its container is removed. */
async function inContainer<T>(
  { docker }: TestEngine,
  image: string,
  options: readonly string[],
  ask: (url: string) => Promise<T>,
): Promise<T> {
  const id = await docker("run", "--detach", "--publish=127.0.0.1::8080", "--init=false", ...options, image);
  try {
    const url = `http://${(await docker("port", id, "8080/tcp")).split("\n")[0]}`;
    await expect.poll(async () => (await fetch(url + routes.health())).ok, { timeout: MINUTES }).toBe(true);
    return await ask(url);
  } catch (error) {
    throw new Error(`the container failed: ${await docker("logs", id)}`, { cause: error });
  } finally {
    await docker("rm", "--force", "--volumes", id);
  }
}

/** As a browser that keeps its cookie: each has workspaces of its own. */
async function withCookie(url: string) {
  const first = await fetch(url + routes.images());
  const cookie = first.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  return clientOf(url, { cookie });
}

const embeddedOf = async (url: string) =>
  healthSchema.parse(await (await fetch(url + routes.health())).json()).builders.find(({ id }) => id === "embedded");

async function buildFirstExample(url: string) {
  const client = await withCookie(url);
  const context = await client.context({ "message.txt": exampleOf("message.txt") });
  return await client.build({ context, dockerfileText: exampleOf("Dockerfile") });
}

describe.skipIf(skipped)("Strata's own image", () => {
  it(
    "is built by Strata, is smaller than 200 MB, runs, and builds the first example",
    async () => {
      if (engine === undefined) return;
      expect(await buildByStrata(engine)).toBeLessThan(200e6);
      await inContainer(engine, BY_STRATA, ALLOWED, async (url) => {
        expect(await embeddedOf(url)).toMatchObject({ run: true, details: { identity: "subordinate" } });
        const { finished, log } = await buildFirstExample(url);
        expect(finished, log).toMatchObject({ state: "done" });
      });
    },
    15 * MINUTES,
  );

  it(
    "is built by Docker with the same configuration, runs, and builds the first example",
    async () => {
      if (engine === undefined) return;
      await buildByDocker(engine);
      const configs = await engine.docker("image", "inspect", "--format={{json .Config}}", BY_STRATA, BY_DOCKER);
      const [byStrata, byDocker] = configs.split("\n").map((line): unknown => JSON.parse(line));
      expect(byStrata).toEqual(byDocker);
      await inContainer(engine, BY_DOCKER, ALLOWED, async (url) => {
        const { finished, log } = await buildFirstExample(url);
        expect(finished, log).toMatchObject({ state: "done" });
      });
    },
    15 * MINUTES,
  );

  it(
    "says in a container that allows nothing what to allow, and still builds what has no RUN",
    async () => {
      if (engine === undefined) return;
      await inContainer(engine, BY_STRATA, [], async (url) => {
        const builder = await embeddedOf(url);
        expect(builder).toMatchObject({ available: true, run: false });
        for (const word of ["seccomp=unconfined", "systempaths=unconfined", "Kubernetes", "BuildKit"]) {
          expect(builder?.runReason).toContain(word);
        }
        const client = await withCookie(url);
        const context = await client.context({ "message.txt": "hello" });
        const copies = await client.build({
          context,
          dockerfileText: 'FROM busybox\nCOPY message.txt /\nCMD ["sh"]\n',
        });
        expect(copies.finished).toMatchObject({ state: "done" });
        const runs = await client.build({ dockerfileText: "FROM busybox\nRUN true\n" });
        expect(runs.finished).toMatchObject({ state: "failed", problem: { code: "build/no-executor" } });
      });
    },
    5 * MINUTES,
  );

  it(
    "has its health check, and gets healthy",
    async () => {
      if (engine === undefined) return;
      await inContainer(engine, BY_STRATA, ["--health-interval=1s", "--name=strata-test-health"], async () => {
        const state = () => engine.docker("inspect", "--format={{.State.Health.Status}}", "strata-test-health");
        await expect.poll(state, { timeout: MINUTES }).toBe("healthy");
      });
    },
    2 * MINUTES,
  );
});
