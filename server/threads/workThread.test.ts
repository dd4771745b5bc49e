import { once } from "node:events";
import { afterEach, expect, it } from "vitest";
import type { OddQuestion } from "./oddThread.ts";
import { WorkThread, type WorkThreadOptions } from "./workThread.ts";

const threads: WorkThread<OddQuestion, number>[] = [];
function start(options: Partial<WorkThreadOptions> = {}): WorkThread<OddQuestion, number> {
  const thread = new WorkThread<OddQuestion, number>({
    module: new URL("./oddThread.ts", import.meta.url),
    ...options,
  });
  threads.push(thread);
  return thread;
}
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.close()));
});

it("reads a body piece by piece, at most one ahead", async () => {
  let given = 0;
  let taken = 0;
  async function* body() {
    for (; given < 50; taken = given) {
      expect(given - taken).toBe(0);
      given += 1;
      yield Buffer.alloc(1000);
    }
  }
  expect(await start().ask("length", body())).toBe(50_000);
});

it("reports an error in the body to the caller, and answers the next question", async () => {
  async function* broken() {
    yield Buffer.alloc(10);
    throw new Error("the line was cut");
  }
  const thread = start();
  await expect(thread.ask("length", broken())).rejects.toThrow("the line was cut");
  expect(await thread.ask("length")).toBe(0);
});

it("returns the caller's mistake as a problem", async () => {
  await expect(start().ask("problem")).rejects.toMatchObject({ problem: { code: "request/invalid" } });
});

it("is replaced if it exits", async () => {
  const thread = start();
  await expect(thread.ask("die")).rejects.toThrow("the thread exited");
  expect(await thread.ask("length")).toBe(0);
});

it("is replaced if a question takes too long, and only that question fails", async () => {
  const thread = start({ patience: 3000 });
  const [slow, next] = await Promise.allSettled([thread.ask("hang"), thread.ask("length")]);
  expect(slow).toMatchObject({ status: "rejected", reason: { problem: { code: "request/too-large" } } });
  expect(next).toEqual({ status: "fulfilled", value: 0 });
});

it("is started before its first question, and ends again if none comes", async () => {
  const started = once(process, "worker");
  const thread = start({ idle: 20 });
  thread.warm();
  const [worker] = await started;
  await once(worker, "exit");
  expect(await thread.ask("length")).toBe(0);
});

it("rejects questions over the limit", async () => {
  const thread = start({ waiting: 1 });
  const first = thread.ask("length");
  await expect(thread.ask("length")).rejects.toMatchObject({ problem: { code: "request/too-many" } });
  expect(await first).toBe(0);
});

it("tells news before the answer, and stops at a question's signal with its reason", async () => {
  const thread = start();
  const told: unknown[] = [];
  const cancel = new AbortController();
  const onNews = (news: unknown) => {
    told.push(news);
    cancel.abort(new Error("not needed"));
  };
  const asked = thread.ask("wait", undefined, { signal: cancel.signal, onNews });
  await expect(asked).rejects.toThrow("not needed");
  expect(told).toEqual(["waiting"]);
  expect(await thread.ask("length")).toBe(0);
});
