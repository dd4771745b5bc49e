import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LiveMode } from "#contract/build.ts";
import { QUICK_MS } from "../../live/heldBack.ts";
import { runTimes } from "../../live/runTimes.ts";
import { openTestEngine } from "./engineFixture.ts";
import { runBuild } from "./runBuild.ts";

describe("a live build", () => {
  let dir = "";
  let open: ReturnType<typeof openTestEngine>;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "strata-live-"));
    open = openTestEngine(dir);
  });
  afterEach(() => {
    open.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function build(dockerfileText: string, live?: LiveMode) {
    const states: string[] = [];
    const request = { dockerfileText, tags: ["app"], ...(live && { live }) };
    const finished = await runBuild(
      open.engine,
      { id: "b", workspace: "w", request },
      (event) => event.type === "step" && states.push(`${event.step} ${event.state}`),
      new AbortController().signal,
    );
    return { finished, states };
  }

  it("holds a RUN back that never ran, and does what comes before it", async () => {
    const { finished, states } = await build("FROM busybox\nWORKDIR /w\nRUN x\nRUN y\n", "quick");
    expect(finished).toMatchObject({
      state: "failed",
      problem: { code: "build/held-back", instruction: "RUN", range: { start: { line: 2 } } },
    });
    expect(finished.step).toBeUndefined();
    expect(states).toEqual(["0.0 done", "0.1 running", "0.1 done"]);
    expect(open.ran).toEqual([]);
  });

  it("runs it if the person lets it, and from then on by itself", async () => {
    expect((await build("FROM busybox\nRUN x\n", "all")).finished.state).toBe("done");
    expect((await build("FROM busybox\nENV A=1\nRUN x\n", "quick")).finished.state).toBe("done");
    expect(open.ran).toEqual(["x", "x"]);
  });

  it("runs an edited RUN if the one in its place was quick", async () => {
    await build("FROM busybox\nRUN x\n");
    expect((await build("FROM busybox\nRUN xy\n", "quick")).finished.state).toBe("done");
    expect(open.ran).toEqual(["x", "xy"]);
  });

  it("holds a RUN back that was slow, wherever it stands now", async () => {
    await build("FROM busybox\nRUN x\nRUN slow\n");
    const inputs = open.engine.cache.lastInputs(JSON.stringify(["w", 0, "2", "RUN"]));
    runTimes(open.engine.cache).took(inputs?.get("instruction") ?? "", "elsewhere", 2500);
    const { finished } = await build("FROM busybox\nENV A=1\nRUN slow\n", "quick");
    expect(finished.problem?.detail).toBe("Line 3 would run, and took 2.5 seconds last time.");
  });

  it("stops a RUN that is slower than it was, and does not start it again", async () => {
    await build("FROM busybox\nRUN x\n");
    const first = await build("FROM busybox\nRUN wait\n", "quick");
    expect(first.finished.problem).toMatchObject({
      code: "build/held-back",
      detail: `Line 2 ran for ${QUICK_MS / 1000} seconds and was stopped.`,
    });
    expect(first.states.at(-1)).toBe("0.1 canceled");
    const again = await build("FROM busybox\nRUN wait\n", "quick");
    expect(again.finished.problem?.detail).toMatch(/^Line 2 would run, and took 2\.\d seconds last time\.$/);
    expect(open.ran).toEqual(["x", "wait"]);
  });

  it("takes a slow step from the cache", async () => {
    await build("FROM busybox\nRUN slow\n");
    expect((await build("FROM busybox\nRUN slow\nENV A=1\n", "quick")).finished.state).toBe("done");
  });

  it("pulls no image that the text names while it is typed", async () => {
    const { finished, states } = await build("FROM nobody.invalid/app\nRUN x\n", "quick");
    expect(finished.problem).toMatchObject({ code: "build/held-back", range: { start: { line: 0 } } });
    expect(states).toEqual([]);
  });

  it("downloads nothing that was not downloaded for the step before", async () => {
    const { finished } = await build("FROM busybox\nADD https://nobody.invalid/x /\n", "quick");
    expect(finished.problem?.detail).toBe("Line 2 would download https://nobody.invalid/x.");
  });

  it("gives no names, and its image is in no list until a build by hand makes it", async () => {
    await build("FROM busybox\nENV A=1\n", "quick");
    expect(open.engine.images.list("w")).toEqual([]);
    await build("FROM busybox\nENV A=1\n");
    expect(open.engine.images.list("w").map(({ tags }) => tags)).toEqual([["app:latest"]]);
    await build("FROM busybox\nENV A=1\n", "quick");
    expect(open.engine.images.list("w")).toHaveLength(1);
  });
});
