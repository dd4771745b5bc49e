import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problem } from "#contract/problem.ts";
import { digestOf } from "../build/buildFixture.ts";
import type { BuildInput } from "../build/buildRequest.ts";
import { CALM_MS, type LiveEnd, LiveLoop, PAUSE_MS } from "./liveLoop.ts";
import type { LivePause, LiveStatus } from "./liveStatus.ts";

const SETTINGS = { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" };
const inputOf = (text: string): BuildInput => ({
  files: [{ path: "Dockerfile", kind: "text", mode: 0o644, size: text.length, text }],
  settings: SETTINGS,
});

interface Started {
  readonly text: string | undefined;
  readonly mode: string;
  readonly signal: AbortSignal;
  readonly end: (end: LiveEnd) => void;
}

let now: { input: BuildInput; errors: number; pause: LivePause | undefined; isBusy: boolean };
let started: Started[];
let shown: string[];
let status: LiveStatus;
let loop: LiveLoop;

beforeEach(() => {
  vi.useFakeTimers();
  now = { input: inputOf("one"), errors: 0, pause: undefined, isBusy: false };
  started = [];
  shown = [];
  loop = new LiveLoop({
    pause: () => now.pause,
    input: () => now.input,
    isBusy: () => now.isBusy,
    countErrors: async () => now.errors,
    send: async () => ({ context: digestOf("a") }),
    build: (input, _sent, mode, signal) =>
      new Promise((end) => started.push({ text: input.files[0]?.text, mode, signal, end })),
    tell: (next) => {
      status = next;
    },
  });
});
afterEach(() => vi.useRealTimers());

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const done = (text: string): LiveEnd => ({ kind: "done", show: () => shown.push(text) });
const failed = (text: string): LiveEnd => ({ kind: "failed", show: () => shown.push(text) });

async function type(text: string): Promise<void> {
  now.input = inputOf(text);
  loop.changed();
  await wait(PAUSE_MS);
}

async function turnOn(): Promise<void> {
  loop.turn(true);
  await wait(0);
}

describe("Live", () => {
  it("builds at a pause, not at each key", async () => {
    await turnOn();
    started[0]?.end(done("one"));
    await wait(0);
    for (const text of ["t", "tw", "two"]) {
      now.input = inputOf(text);
      loop.changed();
      await wait(PAUSE_MS - 1);
    }
    await wait(1);
    expect(started.map(({ text }) => text)).toEqual(["one", "two"]);
    started[1]?.end(done("two"));
    await wait(0);
    expect([shown, status.phase]).toEqual([["one", "two"], "current"]);
  });

  it("cancels a build with the next key, and shows nothing of it", async () => {
    await turnOn();
    await type("two");
    expect(started[0]?.signal.aborted).toBe(true);
    started[0]?.end(done("one"));
    await wait(0);
    expect(shown).toEqual([]);
  });

  it("builds nothing twice, after a detour either", async () => {
    await turnOn();
    started[0]?.end(done("one"));
    await wait(0);
    await type("one");
    now.input = inputOf("two");
    loop.changed();
    now.input = inputOf("one");
    loop.changed();
    await wait(PAUSE_MS);
    expect(started).toHaveLength(1);
    expect(status.phase).toBe("current");
  });

  it("waits while the checks find errors", async () => {
    now.errors = 2;
    await turnOn();
    expect([started.length, status]).toEqual([0, { phase: "errors", count: 2 }]);
    now.errors = 0;
    loop.checked();
    await wait(0);
    expect(started).toHaveLength(1);
  });

  it("shows a failure only when nobody is in the middle of a word", async () => {
    await turnOn();
    await type("two");
    started[1]?.end(failed("two"));
    await wait(CALM_MS - PAUSE_MS - 1);
    expect([shown, status.phase]).toEqual([[], "building"]);
    await wait(1);
    expect([shown, status.phase]).toEqual([["two"], "failed"]);
    await type("three");
    started[2]?.end(failed("three"));
    await wait(CALM_MS / 2);
    await type("four");
    await wait(CALM_MS * 2);
    expect(shown).toEqual(["two"]);
  });

  it("says what is held back, and runs it if the person lets it", async () => {
    await turnOn();
    const why = problem("build/held-back", "Line 5 would run.");
    started[0]?.end({ kind: "held", problem: why });
    await wait(0);
    expect(status).toEqual({ phase: "held", problem: why });
    await type("one");
    expect(status.phase).toBe("held");
    loop.runHeldBack();
    await wait(0);
    expect(started.map(({ mode }) => mode)).toEqual(["quick", "all"]);
  });

  it("waits while the page is hidden, and builds what was typed when it is back", async () => {
    await turnOn();
    started[0]?.end(done("one"));
    now.pause = "hidden";
    loop.resumed();
    await wait(0);
    expect(status).toEqual({ phase: "paused", why: "hidden" });
    await type("two");
    expect(started).toHaveLength(1);
    now.pause = undefined;
    loop.resumed();
    await wait(0);
    expect(started.map(({ text }) => text)).toEqual(["one", "two"]);
  });

  it("leaves a build by hand alone, and then builds only what was typed meanwhile", async () => {
    await turnOn();
    started[0]?.end(done("one"));
    now.input = inputOf("two");
    now.isBusy = true;
    loop.begunByHand(now.input);
    await type("two!");
    expect(started).toHaveLength(1);
    await type("two");
    now.isBusy = false;
    loop.endedByHand("done");
    await wait(0);
    expect([started.length, status.phase]).toEqual([1, "current"]);
  });

  it("stops when it is turned off", async () => {
    await turnOn();
    loop.turn(false);
    await type("two");
    expect([started[0]?.signal.aborted, started.length, status.phase]).toEqual([true, 1, "off"]);
  });
});
