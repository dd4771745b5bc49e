import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ShellCheckClient, type ShellCheckPort } from "./shellCheckClient.ts";
import type { ShellCheckNews } from "./shellCheckWorker.ts";

/** A worker that a test holds in its hand. */
class TestWorker implements ShellCheckPort {
  onmessage: ShellCheckPort["onmessage"] = null;
  onerror: ShellCheckPort["onerror"] = null;
  readonly asked: unknown[] = [];
  isEnded = false;

  postMessage(text: unknown): void {
    this.asked.push(text);
  }
  terminate(): void {
    this.isEnded = true;
  }
  say(news: ShellCheckNews): void {
    this.onmessage?.(new MessageEvent("message", { data: news }));
  }
}

const FOUND = { kind: "comments", comments: [] } as const;

let workers: TestWorker[];
let client: ShellCheckClient;
const worker = (): TestWorker => workers[workers.length - 1] ?? new TestWorker();

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  client = new ShellCheckClient(() => {
    const opened = new TestWorker();
    workers.push(opened);
    return opened;
  });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("asking ShellCheck", () => {
  it("opens one worker, asks it, and keeps what it says", async () => {
    const first = client.ask("a");
    worker().say({ kind: "ready" });
    worker().say(FOUND);
    expect(await first).toEqual(FOUND);
    expect(await client.ask("a")).toEqual(FOUND);
    const second = client.ask("b");
    worker().say(FOUND);
    await second;
    expect(workers.map(({ asked }) => asked)).toEqual([["a", "b"]]);
  });

  it("replaces the worker that a script takes too long in", async () => {
    const slow = client.ask("slow");
    worker().say({ kind: "ready" });
    vi.advanceTimersByTime(5_000);
    expect(await slow).toEqual({ kind: "too-long" });
    expect(worker().isEnded).toBe(true);
    const next = client.ask("next");
    worker().say({ kind: "ready" });
    worker().say(FOUND);
    expect(await next).toEqual(FOUND);
    expect(workers).toHaveLength(2);
  });

  it("does not count the time that the program takes to arrive", async () => {
    const answer = client.ask("a");
    vi.advanceTimersByTime(50_000);
    worker().say({ kind: "ready" });
    vi.advanceTimersByTime(4_000);
    worker().say(FOUND);
    expect(await answer).toEqual(FOUND);
  });

  it("replaces the worker that a script breaks", async () => {
    const answer = client.ask("a");
    worker().say({ kind: "ready" });
    worker().say({ kind: "failed" });
    expect(await answer).toEqual({ kind: "failed" });
    void client.ask("b");
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  it("gives up where there is no ShellCheck, or its worker can't be loaded", async () => {
    const answer = client.ask("a");
    worker().say({ kind: "absent", why: "ShellCheck is not installed." });
    expect(await answer).toBeUndefined();
    expect(client.absent).toBe("ShellCheck is not installed.");
    expect(await client.ask("b")).toBeUndefined();
    expect(workers).toHaveLength(1);
  });

  it("ends a worker that has nothing to do for long, and opens another for the next", async () => {
    const first = client.ask("a");
    worker().say({ kind: "ready" });
    worker().say(FOUND);
    await first;
    vi.advanceTimersByTime(119_000);
    expect(worker().isEnded).toBe(false);
    vi.advanceTimersByTime(1_000);
    expect(worker().isEnded).toBe(true);
    void client.ask("b");
    vi.advanceTimersByTime(3_000);
    expect(workers.map(({ isEnded }) => isEnded)).toEqual([true, false]);
  });

  it("soon ends a script that is wanted no more, and only such a one", async () => {
    const answer = client.ask("old");
    worker().say({ kind: "ready" });
    client.want(new Set(["old", "new"]));
    vi.advanceTimersByTime(1_000);
    client.want(new Set(["new"]));
    expect(worker().isEnded).toBe(false);
    vi.advanceTimersByTime(500);
    expect(await answer).toBeUndefined();
    expect(worker().isEnded).toBe(true);
  });
});
