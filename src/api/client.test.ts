import { afterEach, describe, expect, it, vi } from "vitest";
import type { BuildEvent } from "#contract/buildEvent.ts";
import { problem } from "#contract/problem.ts";
import { getHealth, saveWorkspace, startBuild, streamBuildEvents } from "./client.ts";
import { readEvents } from "./eventSource.ts";

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

/** Answers calls in turn with what each function gives; keeps what was asked. */
function answering(...answers: ((init: RequestInit) => Response | Promise<Response>)[]) {
  const asked: { path: string; init: RequestInit }[] = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    asked.push({ path, init });
    const answer = answers[asked.length - 1];
    if (!answer) throw new TypeError("network");
    return answer(init);
  });
  return asked;
}

const stream = (...parts: string[]) =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    }),
  );

const event = (id: number, data: unknown) => `id: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
const log = (text: string): BuildEvent => ({ type: "log", step: "s", stream: "stdout", text });
const finished: BuildEvent = { type: "finished", state: "canceled", at: 1 };

afterEach(() => void vi.unstubAllGlobals());

describe("calls to the server", () => {
  it("return the value if the answer matches the contract", async () => {
    answering(() => json({ status: "ok", version: "1", builders: [] }));
    expect(await getHealth()).toEqual({ ok: true, value: { status: "ok", version: "1", builders: [] } });
  });

  it("return the server's problem unchanged", async () => {
    const full = problem("build/queue-full", "Ten builds wait.", { next: "Try later." });
    answering(() => json(full, 429));
    expect(await startBuild({})).toEqual({ ok: false, problem: full });
  });

  it("return a problem if the network is down, or a proxy reports it", async () => {
    answering();
    expect(await getHealth()).toMatchObject({ ok: false, problem: { code: "server/unreachable" } });
    answering(() => new Response("<html>Bad gateway</html>", { status: 502 }));
    expect(await getHealth()).toMatchObject({ ok: false, problem: { code: "server/unreachable" } });
  });

  it("return a problem if the answer does not match the contract", async () => {
    answering(() => json({ status: "fine" }));
    expect(await getHealth()).toMatchObject({ ok: false, problem: { code: "server/answer" } });
    answering(() => new Response("not json"));
    expect(await getHealth()).toMatchObject({ ok: false, problem: { code: "server/answer" } });
  });

  it("reject if aborted, and only then", async () => {
    const stop = new AbortController();
    answering(() => {
      stop.abort();
      throw stop.signal.reason;
    });
    await expect(getHealth(stop.signal)).rejects.toThrow();
  });

  it("send the base revision of a save", async () => {
    const asked = answering(() => json({ revision: 8, savedAt: 1 }));
    const settings = { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" };
    await saveWorkspace("w", { name: "a", files: [], settings }, 7);
    expect(new Headers(asked[0]?.init.headers).get("if-match")).toBe('"7"');
  });
});

describe("a build's events", () => {
  const watch = async () => {
    const seen: BuildEvent[] = [];
    const end = await streamBuildEvents("b", {
      signal: new AbortController().signal,
      onEvent: (one) => seen.push(one),
    });
    return { seen, end };
  };

  it("arrive in order until it has finished", async () => {
    answering(() => stream(event(1, log("a")), event(2, log("b")), event(3, finished)));
    expect(await watch()).toEqual({ seen: [log("a"), log("b"), finished], end: { kind: "over" } });
  });

  it("continue where they stopped if the connection breaks, and none arrives twice", async () => {
    vi.useFakeTimers();
    const asked = answering(
      () => stream(event(1, log("a"))),
      () => Promise.reject(new TypeError("network")),
      () => stream(event(1, log("a")), event(2, finished)),
    );
    const watching = watch();
    await vi.runAllTimersAsync();
    expect((await watching).seen).toEqual([log("a"), finished]);
    expect(new Headers(asked[2]?.init.headers).get("last-event-id")).toBe("1");
    vi.useRealTimers();
  });

  it("may come without a number after others that have one", async () => {
    answering(() => stream(event(1, log("a")), `data: ${JSON.stringify(finished)}\n\n`));
    expect((await watch()).seen).toEqual([log("a"), finished]);
  });

  it("skip an unknown event", async () => {
    answering(() => stream(event(1, { type: "newer" }), event(2, finished)));
    expect((await watch()).seen).toEqual([finished]);
  });

  it("end with the server's problem if the build is not found", async () => {
    answering(() => json(problem("build/not-found", "No build b."), 404));
    expect((await watch()).end).toMatchObject({ kind: "refused", problem: { code: "build/not-found" } });
  });

  it("stop when aborted", async () => {
    const stop = new AbortController();
    answering();
    const reading = readEvents({ path: "/x", signal: stop.signal, onMessage: () => false, backoff: () => 60_000 });
    stop.abort();
    expect(await reading).toEqual({ kind: "aborted" });
  });
});
