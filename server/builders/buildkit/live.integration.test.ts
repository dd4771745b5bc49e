import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import type { RunningEvent } from "../builder.ts";
import { QUICK_MS } from "../live/heldBack.ts";
import { type OpenedBuildKit, TESTED_BUILDERS } from "./buildKitFixture.ts";

const engines = testEngines();
const never = new AbortController().signal;

describe.skipIf(engines === undefined)(`a live build of BuildKit (${engines ? "" : NO_TEST_ENGINES})`, () => {
  let opened: OpenedBuildKit;
  beforeAll(async () => {
    if (engines !== undefined) opened = await TESTED_BUILDERS["a Docker engine"](engines);
  });
  afterAll(() => opened.close());

  async function build(dockerfileText: string, live?: BuildRequest["live"]) {
    const events: RunningEvent[] = [];
    const request = { dockerfileText, ...(live !== undefined && { live }) };
    const job = { id: "b", workspace: "live", request };
    const finished = await opened.builder.build(job, (event) => events.push(event), never);
    const ran = events.flatMap((event) => (event.type === "step" && event.state === "running" ? [event.step] : []));
    return { finished, ran };
  }

  it("does not begin if a RUN is not known to be quick, runs it if the person lets it, and then by itself", async () => {
    // The engine keeps what earlier runs of this test built.
    const quick = `FROM busybox\nRUN echo ${randomUUID()}\n`;
    const held = await build(quick, "quick");
    expect(held.finished.problem).toMatchObject({
      code: "build/held-back",
      detail: "Line 2 would run, and has not run before.",
      range: { start: { line: 1 } },
    });
    expect(held.ran).toEqual([]);
    expect((await build(quick, "all")).finished.state).toBe("done");
    const edited = await build(`FROM busybox\nENV A=1\nRUN echo ${randomUUID()}\n`, "quick");
    expect(edited.finished.problem?.detail).toBe("Line 3 would run, and has not run before.");
    const inPlace = await build(`FROM busybox\nRUN echo ${randomUUID()}\n`, "quick");
    expect(inPlace.finished.state).toBe("done");
  });

  it("stops a RUN that is slower than it was, and does not begin it again", async () => {
    await build(`FROM busybox\nWORKDIR /w\nRUN echo ${randomUUID()}\n`);
    const slow = `FROM busybox\nWORKDIR /w\nRUN sleep 30; echo ${randomUUID()}\n`;
    const stopped = await build(slow, "quick");
    expect(stopped.finished.problem?.detail).toBe(`Line 3 ran for ${QUICK_MS / 1000} seconds and was stopped.`);
    const again = await build(slow, "quick");
    expect(again.finished.problem?.detail).toBe("Line 3 would run, and took 2.0 seconds last time.");
    expect(again.ran).toEqual([]);
  });
});
