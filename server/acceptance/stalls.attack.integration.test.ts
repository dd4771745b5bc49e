import { availableParallelism, loadavg } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type BuildRequest, buildSchema } from "#contract/build.ts";
import { MAX_NAMED_VALUES } from "#contract/namedValues.ts";
import { problemSchema } from "#contract/problem.ts";
import { routes } from "#contract/routes.ts";
import { workspaceSchema, workspaceVersionsSchema } from "#contract/workspace.ts";
import { MAX_INSTRUCTIONS } from "#dockerfile/instructions/instructionLimit.ts";
import { HOSTILE_SHAPES } from "./hostileShapes.ts";
import { startWatched, type WatchedServer } from "./longestTurn.ts";
import { sampledByName } from "./sampled.ts";

/**
 * The longest that anything one person sends may delay others, in milliseconds of CPU time. It is about 40 on
 * an idle machine; if CPUs and caches are shared with other work, the same code takes twice as long.
 */
const LONGEST = (loadavg().at(0) ?? 0) > 2 * availableParallelism() ? 200 : 100;

/** In the short form of the tests: many lines, one long line, a long heredoc, many stages, and what a shell has to parse. */
const SHAPES = sampledByName("shapes of a Dockerfile of 2 MB", HOSTILE_SHAPES, [
  ...["many different labels", "one line of many pairs", "one huge heredoc", "a hundred thousand stages"],
  ...["nothing but unknown instructions", "a shell's brackets and quotes", "many short commands"],
]);

let server: WatchedServer;

beforeAll(async () => {
  server = await startWatched();
  // Compiling and loading code once does not count as a stall.
  await server.post(routes.check(), { dockerfileText: "FROM busybox\n" });
  await server.post(routes.plan(), { dockerfileText: "FROM busybox\n" });
  await server.build({ dockerfileText: "FROM busybox\nENV A=1\n", tags: ["small"] });
});

afterAll(() => server.stop());

/** Builds, reads all events of the build, and then its state. */
async function watchedBuild(request: BuildRequest): Promise<void> {
  const id = await server.start(request);
  await read(routes.buildEvents(id));
  buildSchema.parse(JSON.parse(await read(routes.build(id))));
}

const read = async (path: string): Promise<string> => (await server.fetch(path)).text();

const sendJson = (path: string, body: string): Promise<Response> =>
  server.fetch(path, { method: "POST", body, headers: { "content-type": "application/json" } });

describe("a Dockerfile of 2 MB", () => {
  it.each(SHAPES)("of %s delays no one, checked, planned, or built", async (_, text) => {
    const longest = await server.longestTurn(async () => {
      await (await server.post(routes.check(), { dockerfileText: text })).text();
      await (await server.post(routes.plan(), { dockerfileText: text })).text();
      await watchedBuild({ dockerfileText: text });
    }, LONGEST);
    expect(longest).toBeLessThan(LONGEST);
  });
});

it("a build with the maximum of instructions delays no one, and neither do views of it and its image", async () => {
  const envs = Array.from({ length: MAX_INSTRUCTIONS - 1 }, (_, index) => `ENV A${index}=${index}\n`);
  const longest = await server.longestTurn(async () => {
    await watchedBuild({ dockerfileText: `FROM busybox\n${envs.join("")}`, tags: ["envs"] });
    for (const look of ["", "/layers", "/history", "/inspect", "/files", "/waste"]) {
      expect((await server.fetch(`${routes.images()}/envs${look}`)).status).toBe(200);
    }
  }, LONGEST);
  expect(longest).toBeLessThan(LONGEST);
});

describe("a body designed to be slow to parse", () => {
  const names = Array.from({ length: 900_000 }, (_, index) => `"${index}":""`).join();
  const bodies: readonly (readonly [string, string, string])[] = [
    ["deep brackets", routes.builds(), `${"[".repeat(8e6)}${"]".repeat(7e6)}`],
    ["many numbers", routes.plan(), `[${"0,".repeat(7.9e6)}0]`],
    ["many empty objects", routes.check(), `[${"{},".repeat(2.6e6)}{}]`],
    ["many numbers for a context", routes.contexts(), `[${"0,".repeat(30e6)}0]`],
    ["a million build arguments", routes.builds(), `{"dockerfileText":"FROM busybox\\n","buildArgs":{${names}}}`],
  ];

  it.each(bodies)("of %s is rejected, and delays no one", async (_, path, body) => {
    const longest = await server.longestTurn(async () => {
      const answer = await sendJson(path, body);
      expect(answer.status).toBe(400);
      expect(problemSchema.parse(await answer.json()).code).toBe("request/invalid");
    }, LONGEST);
    expect(longest).toBeLessThan(LONGEST);
  });

  it("is rejected by the number of its names, not by its length", async () => {
    const buildArgs = Object.fromEntries(Array.from({ length: MAX_NAMED_VALUES + 1 }, (_, index) => [`a${index}`, ""]));
    const answer = await server.post(routes.builds(), { dockerfileText: "FROM busybox\n", buildArgs });
    expect(problemSchema.parse(await answer.json()).detail).toContain(`at most ${MAX_NAMED_VALUES}`);
  });
});

it("a context of 100,000 files, its build, and its image delay no one", async () => {
  const files = Array.from({ length: 99_000 }, (_, index) => ({ path: `d${index % 300}/f${index}`, text: "x" }));
  const longest = await server.longestTurn(async () => {
    const answer = await server.post(routes.contexts(), { files });
    const { digest: context } = (await answer.json()) as { digest: `sha256:${string}` };
    const copies = Array.from({ length: 4 }, (_, index) => `COPY . /c${index}/\n`);
    const dockerfileText = `FROM busybox\n${copies.join("")}`;
    await (await server.post(routes.check(), { dockerfileText, context })).text();
    await (await server.post(routes.plan(), { dockerfileText, context })).text();
    await watchedBuild({ dockerfileText, context, tags: ["many"] });
    for (const look of ["/layers", "/layers/1/files", "/files?path=/c1/d2", "/history", "/inspect", "/waste"]) {
      expect((await server.fetch(`${routes.images()}/many${look}`)).status, look).toBe(200);
    }
    await read("/api/bases/many");
  }, LONGEST);
  expect(longest).toBeLessThan(LONGEST);
}, 600_000);

it("a workspace of 60 MB, saved, read, kept as a version, and restored, delays no one", async () => {
  const files = Array.from({ length: 60 }, (_, index) => {
    const text = `${index} ${"x".repeat(80)}\n`.repeat(12_000);
    return { path: `f${index}`, kind: "text", mode: 0o644, text, size: text.length };
  });
  const settings = { dockerfile: "f0", tag: "", target: "", buildArgs: [], platform: "" };
  const bodyOf = (name: string) => JSON.stringify({ name, files: files.slice(name === "less" ? 1 : 0), settings });
  const save = async (name: string) => {
    const headers = { "content-type": "application/json", "if-match": "*" };
    const answer = await server.fetch(routes.workspace(), { method: "PUT", body: bodyOf(name), headers });
    expect(answer.status, name).toBe(200);
  };
  const longest = await server.longestTurn(async () => {
    for (const name of ["large", "less", "large again"]) await save(name);
    expect((await read(routes.workspace())).length).toBeGreaterThan(59e6);
    const { id } = workspaceSchema.parse(JSON.parse(await read(routes.workspace())));
    const { versions } = workspaceVersionsSchema.parse(JSON.parse(await read(routes.workspaceVersions(id))));
    const kept = versions.find(({ name }) => name === "large")?.version ?? 0;
    await read(routes.workspaceVersion(id, kept));
    expect((await server.post(routes.workspaceVersionRestore(id, kept), {})).status).toBe(200);
    await read(routes.workspaces());
    await sendJson(routes.workspaces(), bodyOf("another"));
  }, LONGEST);
  expect(longest).toBeLessThan(LONGEST);
}, 300_000);

it("a build that prints 100,000 lines, read by a slow reader and one from the start, delays no one", async () => {
  const dockerfileText = "FROM busybox\nRUN i=0; while [ $i -lt 100000 ]; do echo line $i; i=$((i+1)); done\n";
  const longest = await server.longestTurn(async () => {
    const id = await server.start({ dockerfileText });
    const slow = (await server.fetch(routes.buildEvents(id))).body?.getReader();
    await slow?.read();
    await read(routes.buildEvents(id));
    await read(routes.buildEvents(id));
    await slow?.cancel();
  }, LONGEST);
  expect(longest).toBeLessThan(LONGEST);
});

it("an image with too large a configuration is rejected at the line, and nothing of it is stored", async () => {
  const ports = "EXPOSE 1-65535 1-65535/udp 1-65535/sctp\n".repeat(30);
  const { finished } = await server.build({ dockerfileText: `FROM busybox\n${ports}`, tags: ["ports"] });
  expect(finished.problem).toMatchObject({ code: "image/too-large", instruction: "EXPOSE" });
  expect((await server.fetch(`${routes.images()}/ports`)).status).toBe(404);
});
