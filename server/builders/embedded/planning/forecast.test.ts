import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ContextFileInput } from "#contract/context.ts";
import { withReasons } from "#contract/outlookWords.ts";
import type { PlanRequest } from "#contract/plan.ts";
import type { RunningEvent } from "../../builder.ts";
import { openTestEngine } from "../engine/engineFixture.ts";
import { runBuild } from "../engine/runBuild.ts";
import { forecast } from "./forecast.ts";

const never = new AbortController().signal;

describe("planning without building", () => {
  let dir = "";
  let open: ReturnType<typeof openTestEngine>;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "strata-planning-"));
    open = openTestEngine(dir);
  });
  afterEach(() => {
    open.close();
    rmSync(dir, { recursive: true, force: true });
  });

  type Asked = Partial<PlanRequest> & { files?: readonly ContextFileInput[] };

  const requestOf = (dockerfileText: string, { files, ...more }: Asked): PlanRequest => ({
    dockerfileText,
    ...(files && { context: open.engine.contexts.fromFiles(files).digest }),
    ...more,
  });

  async function build(text: string, asked: Asked = {}) {
    const job = { id: "b", workspace: "w", request: requestOf(text, asked) };
    return await runBuild(open.engine, job, () => undefined, never);
  }

  async function plan(text: string, asked: Asked = {}) {
    const answer = withReasons(await forecast(open.engine, { workspace: "w", request: requestOf(text, asked) }, never));
    const outlooks = answer.steps.map(({ id, outlook }) => `${id} ${outlook}`);
    const step = (id: string) => answer.steps.find((each) => each.id === id);
    return { ...answer, outlooks, step };
  }

  const APP = "FROM busybox\nWORKDIR /app\nCOPY . .\nRUN make\nCMD run\n";
  const files = [
    { path: "a.txt", text: "a" },
    { path: "b.txt", text: "b" },
  ];
  const changed = [
    { path: "a.txt", text: "a" },
    { path: "b.txt", text: "other" },
  ];

  it("expects the starter image if it replaced one that no registry had", async () => {
    // A mirror and a proxy without a listener: nothing of this leaves the machine.
    const nobody = "http://127.0.0.1:1";
    const settings = { mirrors: [nobody], proxy: { https: nobody, http: nobody }, retryDelayMs: 1 };
    const offline = { ...open.engine, settings };
    const request = requestOf("FROM busybox:1.35\nRUN make\n", {});
    const outlooks = async () =>
      (await forecast(offline, { workspace: "w", request }, never)).steps.map(({ outlook, code }) => code ?? outlook);
    expect(await outlooks()).toEqual(["no-image", "builds-on"]);
    const events: RunningEvent[] = [];
    const finished = await runBuild(
      offline,
      { id: "b", workspace: "w", request },
      (event) => events.push(event),
      never,
    );
    expect(finished.state).toBe("done");
    expect(events.flatMap((event) => (event.type === "log" ? event.text : []))[0]).toMatch(
      /Could not pull busybox:1\.35/,
    );
    expect(await outlooks()).toEqual(["cached", "cached"]);
  });

  it("finds nothing to redo after the same build", async () => {
    await build(APP, { files });
    const { outlooks, problem, step } = await plan(APP, { files });
    expect(outlooks).toEqual(["0.0 cached", "0.1 cached", "0.2 cached", "0.3 cached", "0.4 config"]);
    expect(problem).toBeUndefined();
    expect(step("0.2")?.layer).toEqual({ size: 2, files: 2 });
    expect(step("0.0")?.layer?.size).toBeGreaterThan(100_000);
  });

  it("names the file that changed, and the step that makes others run", async () => {
    await build(APP, { files });
    const { outlooks, step } = await plan(APP, { files: changed });
    expect(outlooks).toEqual(["0.0 cached", "0.1 cached", "0.2 runs", "0.3 may-run", "0.4 config"]);
    expect(step("0.2")).toMatchObject({
      code: "changed",
      reason: "b.txt has changed.",
      changed: [{ input: "file b.txt", detail: "file b.txt has changed", kind: "file", name: "b.txt" }],
    });
    expect(step("0.3")).toMatchObject({
      code: "changed",
      reason: "An earlier step ran again: COPY . .",
      redone: "COPY . .",
      after: "0.2",
    });
  });

  it("names the argument that changed, and ignores one that no step uses", async () => {
    const text = "FROM busybox\nARG V=1\nRUN make\n";
    await build(text);
    expect((await plan(text, { buildArgs: { V: "2" } })).step("0.2")).toMatchObject({
      outlook: "runs",
      reason: "The variable V has changed.",
    });
    expect((await plan(text, { buildArgs: { OTHER: "2" } })).outlooks).toContain("0.2 cached");
  });

  it("says what is new and what was edited", async () => {
    await build("FROM busybox\nRUN one\n");
    expect((await plan("FROM busybox\nRUN two\n")).step("0.1")?.reason).toBe("The instruction has changed.");
    expect((await plan("FROM busybox\nRUN one\nRUN two\n")).step("0.2")).toMatchObject({
      outlook: "runs",
      code: "never-built",
      reason: "This step was not built before.",
    });
  });

  it("uses edited files, and stores none of them", async () => {
    await build(APP, { files });
    const before = [...open.engine.images.blobs.list()].length;
    const contextChanges = { files: [{ path: "b.txt", text: "other" }], removed: [] };
    expect((await plan(APP, { files, contextChanges })).step("0.2")?.reason).toBe("b.txt has changed.");
    const same = { files: [{ path: "b.txt", text: "b" }], removed: [] };
    expect((await plan(APP, { files, contextChanges: same })).outlooks).toContain("0.2 cached");
    expect([...open.engine.images.blobs.list()]).toHaveLength(before);
  });

  it("treats added, removed, and moved files as a new context would", async () => {
    const deep = [...files, { path: "d/e/f", text: "f" }];
    await build(APP, { files });
    const back = { removed: ["d"] };
    expect((await plan(APP, { files: deep, contextChanges: back })).outlooks).toContain("0.2 cached");
    expect((await plan(APP, { files: deep, contextChanges: { removed: ["d/e/f"] } })).outlooks).toContain("0.2 cached");
    await build(APP, { files: deep });
    const put = { files: [{ path: "d/e/f", text: "f" }] };
    expect((await plan(APP, { files, contextChanges: put })).outlooks).toContain("0.2 cached");
    expect((await plan(APP, { files: deep, contextChanges: { removed: ["a.txt"] } })).step("0.2")).toMatchObject({
      reason: "a.txt has changed.",
      changed: [{ detail: "file a.txt was removed" }],
    });
  });

  it("respects a .dockerignore that is being edited", async () => {
    await build(APP, { files });
    const contextChanges = {
      files: [
        { path: ".dockerignore", text: ".dockerignore\n*.md\n" },
        { path: "x.md", text: "x" },
      ],
    };
    expect((await plan(APP, { files, contextChanges })).outlooks).toContain("0.2 cached");
  });

  it("rejects changes with invalid content or an invalid path", async () => {
    const blob = `sha256:${"0".repeat(64)}` as const;
    const bad = (file: ContextFileInput) => plan(APP, { files, contextChanges: { files: [file] } });
    await expect(bad({ path: "x", blob })).rejects.toMatchObject({ problem: { code: "blob/not-found" } });
    await expect(bad({ path: "../x", text: "" })).rejects.toMatchObject({ problem: { code: "context/path" } });
    await expect(plan(APP, { context: blob })).rejects.toMatchObject({ problem: { code: "context/not-found" } });
  });

  const TWO =
    "FROM busybox AS one\nRUN one\nFROM busybox AS two\nRUN two\nFROM scratch\nCOPY --from=one /ran /\nRUN three\n";

  it("follows files from stage to stage", async () => {
    await build(TWO);
    expect((await plan(TWO)).outlooks.filter((each) => !each.endsWith("cached"))).toEqual([]);
    const { outlooks, step } = await plan(TWO.replace("RUN one", "RUN uno"));
    expect(outlooks.filter((each) => !each.endsWith("cached"))).toEqual(["0.1 runs", "2.1 may-run", "2.2 may-run"]);
    expect(step("2.1")).toMatchObject({
      code: "takes-from",
      reason: "Copies files from RUN uno, which runs again.",
      after: "0.1",
    });
  });

  it("says which stages are needed", async () => {
    const { stages, steps } = await plan(TWO);
    expect(stages.map(({ name, reachable }) => [name, reachable])).toEqual([
      ["one", true],
      ["two", false],
      [undefined, true],
    ]);
    expect(steps.some(({ stage }) => stage === 1)).toBe(false);
    expect((await plan(TWO, { target: "two" })).stages.map(({ reachable }) => reachable)).toEqual([false, true, false]);
  });

  it("asks no registry: a step that needs an image that was not pulled is unknown", async () => {
    const text = "FROM python:3 AS a\nRUN a\nFROM busybox\nRUN b\nCOPY --from=a /x /\nCOPY --from=nginx:1 /y /\n";
    const { outlooks, step, problem } = await plan(text);
    expect(problem).toBeUndefined();
    expect(outlooks).toEqual(["0.0 unknown", "0.1 unknown", "1.0 cached", "1.1 runs", "1.2 unknown", "1.3 unknown"]);
    expect(step("0.0")).toMatchObject({
      code: "no-image",
      reason: "Needs the image python:3, which has not been pulled.",
    });
    expect(step("0.1")).toMatchObject({
      after: "0.0",
      code: "builds-on",
      reason: "Builds on FROM python:3 AS a, whose image has not been pulled.",
    });
    expect(step("1.3")?.reason).toBe("Builds on COPY --from=a /x /, which is unknown before the build.");
  });

  it("does not guess whether a download changed", async () => {
    const text = "FROM scratch\nADD https://example.com/x /\nWORKDIR /w\n";
    const { outlooks, step } = await plan(text);
    expect(outlooks).toEqual(["0.0 cached", "0.1 unknown", "0.2 unknown"]);
    expect(step("0.1")?.reason).toBe("Depends on what https://example.com/x returns.");
    expect((await plan(text, { noCache: true })).outlooks).toEqual(["0.0 cached", "0.1 runs", "0.2 runs"]);
  });

  it("runs everything if the cache is disabled", async () => {
    await build(TWO);
    const { steps } = await plan(TWO, { noCache: true });
    const own = steps.filter(({ instruction }) => instruction !== "FROM");
    expect(new Set(own.map(({ outlook, reason }) => `${outlook} ${reason}`))).toEqual(
      new Set(["runs The cache was disabled for this build."]),
    );
  });

  it("reports a missing file as the build would, and where it stops", async () => {
    const text = "FROM busybox\nCOPY nothing /\nRUN x\n";
    const { problem, outlooks } = await plan(text, { files });
    const finished = await build(text, { files });
    expect(problem).toEqual(finished.problem);
    expect(outlooks).toEqual(["0.0 cached", "0.1 fails", "0.2 unknown"]);
  });

  it.each([
    ["a syntax error", "FROM busybox\nRUNN x\n", {}],
    ["an unknown target", "FROM busybox\n", { target: "x" }],
    ["a Dockerfile that is not there", "", { dockerfile: "Other" }],
    ["a tag that is none", "FROM busybox\n", { tags: ["Not:A:Tag"] }],
    ["an image's name that is none", "FROM busybox::x\n", {}],
    ["a platform that is none", "FROM busybox\n", { platform: "x/y/z/w" }],
  ])("tells %s with the build's own problem", async (_what, text, asked) => {
    const { problem } = await plan(text, asked);
    expect(problem).toEqual((await build(text, asked)).problem);
    expect(problem).toBeDefined();
  });

  it("runs nothing and writes nothing", async () => {
    await build(APP, { files });
    const ran = [...open.ran];
    const uses = open.engine.cache.uses();
    await plan(APP.replace("make", "other"), { files: changed });
    await plan(APP, { files });
    expect(open.ran).toEqual(ran);
    expect(open.engine.cache.uses()).toEqual(uses);
    expect((await plan(APP.replace("make", "other"), { files })).step("0.3")?.outlook).toBe("runs");
  });
});
