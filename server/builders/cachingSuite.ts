import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { RunningEvent } from "./builder.ts";
import { never, type SuiteBuilds, WORKSPACE } from "./builderFixture.ts";
import { disagreements } from "./forecast/agreementFixture.ts";

/** Why the steps of a build ran, in the order of their begin. */
function missesIn(events: readonly RunningEvent[]): (string | undefined)[] {
  const begins = events.flatMap((event) => (event.type === "step" && event.state === "running" ? [event] : []));
  return begins.flatMap(({ step, cacheMiss }) => (step.endsWith(".0") ? [] : [cacheMiss?.reason]));
}

/** What every builder takes from its cache, and what it forecasts. */
export function testCaching(suite: SuiteBuilds): void {
  const { attempt, build, text } = suite;

  it("takes every step from the cache the second time and gives the same image", async () => {
    const dockerfile = "FROM busybox\nWORKDIR /w\nRUN date +%N > now\n";
    const first = await build(dockerfile);
    const second = await build(dockerfile);
    expect(second.image.id).toBe(first.image.id);
    const cached = second.events.flatMap((event) =>
      event.type === "step" && event.state === "cached" ? [event.step] : [],
    );
    expect([...new Set(cached)]).toEqual(["0.1", "0.2"]);
  });

  it("says which file made a step miss the cache, whatever the files' times", async () => {
    const dockerfile = "FROM busybox\nCOPY . /d\n";
    // Engines keep what earlier runs of this test built.
    const other = { path: "b", text: randomUUID() };
    await build(dockerfile, { files: [{ path: "a", text: "1" }, other] });
    const { events } = await build(dockerfile, { files: [{ path: "a", text: "2" }, other] });
    expect(missesIn(events)).toEqual(["a has changed."]);
  });

  it("says which argument made a step miss, and that the next one builds on it", async () => {
    const salt = randomUUID();
    const dockerfile = `FROM busybox\nARG V=1\nRUN echo $V > /${salt}\nCOPY <<b /b\nhere\nb\n`;
    await build(dockerfile);
    const { events } = await build(dockerfile, { buildArgs: { V: "2" } });
    const again = `An earlier step ran again: RUN echo $V > /${salt}`;
    expect(missesIn(events)).toEqual(["The variable V has changed.", again]);
    const without = await build(dockerfile, { noCache: true });
    const NO_CACHE = "The cache was disabled for this build.";
    expect(missesIn(without.events)).toEqual([NO_CACHE, NO_CACHE]);
  });

  it("runs again when a build argument in effect changes, and not for another one", async () => {
    const dockerfile = "FROM busybox\nARG V=1\nRUN echo $V > /v\n";
    await build(dockerfile);
    const changed = await build(dockerfile, { buildArgs: { V: "2" } });
    expect(text(changed.image, "v")).toBe("2\n");
    const undeclared = await build(dockerfile, { buildArgs: { OTHER: "3" } });
    expect(text(undeclared.image, "v")).toBe("1\n");
  });

  it("says what a build would redo, and why, where it can say so without building", async (context) => {
    const { builder, contexts } = suite.fixture;
    if (builder.plan === undefined) return context.skip("this builder can't plan");
    const dockerfileText = "FROM busybox\nCOPY . /d\nRUN cat /d/a\n";
    await build(dockerfileText, { files: [{ path: "a", text: "planned" }] });
    const { digest } = contexts.fromFiles([{ path: "a", text: "planned otherwise" }]);
    const job = { workspace: WORKSPACE, request: { context: digest, dockerfileText } };
    const { steps } = await builder.plan(job, never);
    // A cache may know the RUN by the files below it, or by the steps that made them.
    expect(steps.map(({ outlook }) => outlook).join(" ")).toMatch(/^cached runs (may-run|runs)$/);
    expect(steps[1]?.changed?.map(({ input }) => input)).toEqual(["file a"]);
    await expect(builder.plan(job, AbortSignal.abort(new Error("nobody waits")))).rejects.toThrow("nobody waits");
  });

  it("forecasts what the next build does: the first, the same again, an edit, and back", async (context) => {
    const { builder, contexts } = suite.fixture;
    if (builder.plan === undefined) return context.skip("this builder can't plan");
    // Engines keep what earlier runs of this test built.
    const salt = randomUUID();
    const stages = [
      ["FROM busybox AS made", "COPY a /a", "RUN cat /a > /b"],
      ["FROM busybox", `RUN echo ${salt} > /c`, "COPY --from=made /b /", "COPY b /d", "RUN cat /b /d"],
    ];
    const dockerfileText = `${stages.flat().join("\n")}\n`;
    const contextOf = (a: string) =>
      contexts.fromFiles([
        { path: "a", text: `${a} ${salt}` },
        { path: "b", text: salt },
      ]).digest;
    const outlooks: string[] = [];
    for (const a of ["forecast", "forecast", "edited", "forecast"]) {
      const asked = { context: contextOf(a), dockerfileText };
      const forecast = await builder.plan({ workspace: WORKSPACE, request: asked }, never);
      const { events, finished } = await attempt(dockerfileText, asked);
      expect(disagreements(forecast, events, finished)).toEqual([]);
      outlooks.push(forecast.steps.flatMap((step) => (step.instruction === "FROM" ? [] : [step.outlook])).join(" "));
    }
    const all = "cached cached cached cached cached cached";
    expect(outlooks.slice(1)).toEqual([
      all,
      expect.stringMatching(/^runs (may-run|runs) cached may-run may-run may-run$/),
      all,
    ]);
  });

  it("builds without the cache when asked", async () => {
    const dockerfile = "FROM busybox\nRUN cat /proc/sys/kernel/random/uuid > /u\n";
    const first = await build(dockerfile);
    const second = await build(dockerfile, { noCache: true });
    expect(text(second.image, "u")).not.toBe(text(first.image, "u"));
  });
}
