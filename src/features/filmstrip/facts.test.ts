import { expect, it } from "vitest";
import type { StepSurroundings } from "#contract/stepState.ts";
import { factsOf } from "./facts.ts";

const at = (more: Partial<StepSurroundings>): StepSurroundings => ({
  at: "after",
  env: ["PATH=/bin"],
  user: "",
  workdir: "/",
  shell: ["/bin/sh", "-c"],
  config: { Env: ["PATH=/bin"] },
  ...more,
});

it("says what a line added, changed, and removed", () => {
  const before = at({ config: { Env: ["A=1", "B=1"], Cmd: ["sh"], ExposedPorts: { "80/tcp": {} } } });
  const now = at({
    env: ["A=2", "B=1", "C=3", "VERSION=4"],
    user: "app",
    workdir: "/app",
    config: { Env: ["A=2", "B=1", "C=3"], User: "app", WorkingDir: "/app", ExposedPorts: { "80/tcp": {} } },
  });
  expect(factsOf(now, before)).toEqual({
    workdir: { name: "workdir", value: "/app", change: "changed" },
    user: { name: "user", value: "app", change: "changed" },
    env: [
      { name: "A", value: "2", change: "changed" },
      { name: "B", value: "1" },
      { name: "C", value: "3", change: "new" },
    ],
    args: [
      { name: "VERSION", value: "4", change: "new" },
      { name: "PATH", value: "/bin", change: "removed" },
    ],
    config: [
      { name: "ExposedPorts", value: '{"80/tcp":{}}' },
      { name: "Cmd", value: '["sh"]', change: "removed" },
    ],
  });
});

it("marks nothing at the first step", () => {
  const { workdir, user, env } = factsOf(at({ user: "app" }), undefined);
  expect([workdir, user, ...env].map(({ change }) => change)).toEqual([undefined, undefined, undefined]);
});
