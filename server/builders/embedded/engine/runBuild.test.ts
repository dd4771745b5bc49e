import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import { problem } from "#contract/problem.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import type { RunningEvent } from "../../builder.ts";
import type { Engine } from "./engine.ts";
import { openTestEngine } from "./engineFixture.ts";
import { runBuild } from "./runBuild.ts";

const hostPlatformText = formatPlatform(hostPlatform());

describe("running a build", () => {
  let dir = "";
  let open: ReturnType<typeof openTestEngine>;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "strata-engine-"));
    open = openTestEngine(dir);
  });
  afterEach(() => {
    open.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function build(
    dockerfileText: string,
    {
      signal = new AbortController().signal,
      ...more
    }: Partial<BuildRequest> & { signal?: AbortSignal; engine?: Engine } = {},
  ) {
    const { engine = open.engine, ...request } = more;
    const events: RunningEvent[] = [];
    const job = { id: "b", workspace: "w", request: { dockerfileText, ...request } };
    const finished = await runBuild(engine, job, (event) => events.push(event), signal);
    const states = events.flatMap((event) => (event.type === "step" ? [`${event.step} ${event.state}`] : []));
    return { finished, events, states };
  }

  it("first says what it builds, even if that can't be built, and keeps it with the image", async () => {
    const source = { dockerfile: "Dockerfile", dockerfileText: "FROM busybox\nENV A=1\n" };
    const { events, finished } = await build(source.dockerfileText);
    expect(events[0]).toEqual({ type: "source", ...source });
    expect(open.engine.images.require("w", finished.image?.id ?? "").source).toEqual({ build: "b", ...source });
    const broken = await build("FROM busybox\nWROKDIR /\n");
    expect(broken.events).toEqual([{ type: "source", ...source, dockerfileText: "FROM busybox\nWROKDIR /\n" }]);
  });

  it("reports the size of the image's files, across stages", async () => {
    const { finished, events } = await build("FROM busybox AS one\nRUN x\nFROM one\nWORKDIR /w\nRUN y\n");
    const layers = events.flatMap((event) => (event.type === "step" && event.layer ? [event.layer] : []));
    const size = layers.reduce((sum, layer) => sum + layer.size, 0);
    expect(size).toBeGreaterThan(500_000);
    expect(finished.image?.size).toBe(size);
  });

  it("reports the plan, then each step as it runs", async () => {
    const { events, states } = await build("FROM busybox\nENV A=1\nRUN x\n");
    expect(events[1]).toMatchObject({
      type: "planned",
      steps: [{ id: "0.0" }, { id: "0.1", configOnly: true }, { id: "0.2" }],
    });
    expect(states).toEqual(["0.0 done", "0.1 done", "0.2 running", "0.2 done"]);
  });

  it("reports the totals of a base image's layers with its FROM, but not of a stage's or of scratch", async () => {
    const { events } = await build("FROM busybox AS a\nFROM a AS b\nFROM scratch\nCOPY --from=b /bin /bin\n");
    const base = open.engine.images.pulled("busybox", hostPlatformText, "starter");
    const told = new Map(
      events.flatMap((event) => (event.type === "step" ? [[event.step, event.layer] as const] : [])),
    );
    expect(told.get("0.0")).toMatchObject({ diffId: base?.layers.at(-1)?.diffId });
    expect(told.get("0.0")?.size).toBeGreaterThan(500_000);
    expect(told.get("0.0")?.files).toBeGreaterThan(100);
    expect([told.get("1.0"), told.get("2.0")]).toEqual([undefined, undefined]);
  });

  it("takes steps from the cache, and says why one runs again", async () => {
    await build("FROM busybox\nRUN one\nRUN two\n");
    expect((await build("FROM busybox\nRUN one\nRUN two\n")).states).toContain("0.2 cached");
    const { events } = await build("FROM busybox\nRUN other\nRUN two\n");
    const misses = events.flatMap((event) =>
      event.type === "step" && event.cacheMiss ? [event.cacheMiss.reason] : [],
    );
    expect(misses).toEqual(["The instruction has changed.", "An earlier step ran again: RUN other"]);
    expect(open.ran).toEqual(["one", "two", "other", "two"]);
  });

  it("keeps a RUN when only a proxy argument changes, unless an ARG or ENV makes it a variable", async () => {
    const proxy = (value: string) => ({ buildArgs: { HTTP_PROXY: value, no_proxy: value } });
    await build("FROM busybox\nRUN x\n", proxy("http://a"));
    expect((await build("FROM busybox\nRUN x\n", proxy("http://b"))).states).toContain("0.1 cached");
    expect((await build("FROM busybox\nRUN x\n")).states).toContain("0.1 cached");
    await build("FROM busybox\nARG HTTP_PROXY\nRUN x\n", proxy("http://a"));
    expect((await build("FROM busybox\nARG HTTP_PROXY\nRUN x\n", proxy("http://b"))).states).toContain("0.2 done");
  });

  it("keeps a RUN when only the id or the sharing of a cache mount changes", async () => {
    const text = (options: string) => `FROM busybox\nRUN --mount=type=cache,target=/c${options} x\n`;
    await build(text(""));
    expect((await build(text(",id=b"))).states).toContain("0.1 cached");
    expect((await build(text(",id=c,sharing=locked"))).states).toContain("0.1 cached");
    expect((await build(text(",ro"))).states).toContain("0.1 done");
  });

  it("makes the same image when every step is cached", async () => {
    const text = "FROM busybox\nRUN one\nLABEL a=b\n";
    const [first, second] = [await build(text), await build(text)];
    expect(second.finished.image?.id).toBe(first.finished.image?.id);
  });

  it("reports a RUN that can't be executed before the first step, and builds everything else", async () => {
    const shown = problem("build/no-executor", "This machine has no namespaces.", { next: "Use Docker." });
    const engine = { ...open.engine, whyNoRun: async () => shown };
    const { finished, states } = await build("FROM busybox\nWORKDIR /w\nRUN x\n", { engine });
    expect(finished.problem).toMatchObject({
      code: "build/no-executor",
      range: { start: { line: 2 } },
      instruction: "RUN",
    });
    expect(states).toEqual(["0.0 done"]);
    expect((await build("FROM busybox\nWORKDIR /w\nCMD x\n", { engine })).finished.state).toBe("done");
  });

  it("reports a RUN for another architecture", async () => {
    const platform = process.arch === "x64" ? "linux/arm64" : "linux/amd64";
    const { finished } = await build("FROM busybox\nRUN x\n", { platform });
    expect(finished.problem).toMatchObject({ code: "build/platform", instruction: "RUN" });
    expect((await build("FROM busybox\nWORKDIR /w\n", { platform })).finished.state).toBe("done");
  });

  it("stops the other stages at the first failure and reports that one", async () => {
    const text =
      "FROM busybox AS a\nRUN wait\nFROM busybox AS b\nRUN fail\nFROM scratch\nCOPY --from=a / /\nCOPY --from=b / /\n";
    const { finished, states } = await build(text);
    expect(finished).toMatchObject({
      state: "failed",
      step: "1.1",
      problem: { exitCode: 3, range: { start: { line: 3 } } },
    });
    expect(states).toContain("0.1 canceled");
    expect(states).toContain("1.1 failed");
  });

  it("rejects an invalid tag before anything is built", async () => {
    const { finished } = await build("FROM busybox\nRUN x\n", { tags: ["Not:A:Tag"] });
    expect(finished.problem?.code).toBe("image/reference");
    expect(open.ran).toEqual([]);
  });

  it("is canceled by its signal", async () => {
    const controller = new AbortController();
    const running = build("FROM busybox\nRUN wait\n", { signal: controller.signal });
    await expect.poll(() => open.ran).toEqual(["wait"]);
    controller.abort();
    expect((await running).finished).toMatchObject({ state: "canceled" });
  });

  it("prefers an image of the workspace to any other of that name", async () => {
    await build("FROM scratch\nLABEL mine=yes\n", { tags: ["busybox"] });
    const { finished } = await build("FROM busybox\nLABEL more=1\n");
    const image = open.engine.images.require("w", finished.image?.id ?? "");
    expect(image.config.config?.Labels).toEqual({ mine: "yes", more: "1" });
  });

  it("keeps the place in the Dockerfile for each history row", async () => {
    const { finished } = await build("FROM busybox AS a\nENV A=1\nFROM a\nRUN x\n");
    const { provenance } = open.engine.images.require("w", finished.image?.id ?? "");
    expect(provenance.map((place) => place && [place.stage, place.instruction, place.range.start.line])).toEqual([
      ...[null, null, [0, "ENV", 1], [1, "RUN", 3]],
    ]);
  });

  it("reads the Dockerfile of the context if no text is given", async () => {
    const context = open.engine.contexts.fromFiles([
      { path: "docker/File", text: "FROM scratch\nCOPY . /\n" },
      { path: "docker/File.dockerignore", text: "secret\n" },
      { path: "secret", text: "s" },
      { path: "kept", text: "k" },
    ]);
    const job = { id: "c", workspace: "w", request: { context: context.digest, dockerfile: "docker/File" } };
    const events: RunningEvent[] = [];
    const finished = await runBuild(open.engine, job, (event) => events.push(event), new AbortController().signal);
    expect(finished.state).toBe("done");
    const done = events.find((event) => event.type === "step" && event.layer !== undefined);
    expect(done).toMatchObject({ layer: { files: 3 } });
  });
});
