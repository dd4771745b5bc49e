import { expect, it } from "vitest";
import { SandboxError } from "#server/sandbox/executor/sandboxError.ts";
import { settledRun } from "#server/sandbox/executor/settledRun.ts";
import { Channels } from "./channels.ts";
import { RunningExecs } from "./runningExecs.ts";

it("tells a person that the sandbox failed, and the log why", async () => {
  const told: number[] = [];
  const reported: unknown[] = [];
  const execs = new RunningExecs(
    (_exec, code) => told.push(code),
    (error) => reported.push(error),
  );
  const spec = { argv: ["true"], env: [], cwd: "/", uid: 0, gid: 0, groups: [] };
  const output = new Channels(() => {}).sender(1);
  const start = () => settledRun(Promise.reject(new SandboxError("start", "the helper broke")));
  const answer = await execs.start({ exec: "e", start, spec, output, input: undefined, beside: new Set() });
  expect(answer).toEqual({ started: false, code: 128, message: "The sandbox failed." });
  expect(reported.map(String)).toEqual(["SandboxError: the helper broke"]);
  expect([told, execs.get("e")]).toEqual([[], undefined]);
});
