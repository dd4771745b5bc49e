import { expect, it } from "vitest";
import type { Build, Step } from "#contract/build.ts";
import type { Container } from "#contract/container.ts";
import type { Forecast, ForecastStep } from "#contract/plan.ts";
import { problem } from "#contract/problem.ts";
import { told, verdictOn } from "./checkFixture.ts";
import type { Facts } from "./facts.ts";

const line = (number: number) => ({
  start: { line: number - 1, character: 0 },
  end: { line: number - 1, character: 9 },
});
const judge = (check: string, facts: Partial<Facts>) => told(verdictOn(check, facts));

it("file: what is in it, and where what must not be in it stands", () => {
  const files = new Map([["app.sh", { kind: "text", text: "echo one\necho two\n" } as const]]);
  expect(judge("file: { path: app.sh, matches: ^echo two$ }", { files })).toEqual(["passed"]);
  expect(judge("file: { path: gone.txt, exists: false }", { files })).toEqual(["passed"]);
  expect(judge("file: { path: app.sh, lacks: two }", { files })[3]).toBe(2);
  expect(judge("file: { path: app.sh, exists: false }", { files })[1]).toBe("There is a file app.sh.");
  expect(judge("file: { path: gone.txt }", { files })).toEqual([
    "failed",
    "There is no file gone.txt.",
    "A file gone.txt.",
  ]);
});

it("plan: which steps an edit makes run again", () => {
  const step = (number: number, instruction: string, more: Partial<ForecastStep>): ForecastStep => ({
    id: `${number}`,
    stage: 0,
    instruction,
    title: `${instruction} thing`,
    range: line(number),
    configOnly: false,
    outlook: "cached",
    ...more,
  });
  const forecast = (...steps: ForecastStep[]): Forecast => ({ stages: [], steps });
  const check =
    "plan: { after: { append: { app.sh: x } }, cached: { instruction: RUN }, rebuilt: { instruction: COPY } }";
  const plans = (planned: Forecast) => ({ plans: new Map([['{"append":{"app.sh":"x"}}', planned]]) });
  expect(judge(check, {})).toEqual(["waiting", "The next build could not be planned."]);
  const good = forecast(step(2, "RUN", {}), step(3, "COPY", { outlook: "runs", code: "changed" }));
  expect(judge(check, plans(good))).toEqual(["passed"]);
  const bad = forecast(step(2, "COPY", { outlook: "runs" }), step(3, "RUN", { outlook: "may-run" }));
  expect(judge(check, plans(bad))).toEqual([
    "failed",
    "Line 3, RUN thing, runs again after a change of app.sh.",
    "After a change of app.sh, the next build takes RUN from the cache.",
    3,
  ]);
  const first = forecast(
    step(2, "RUN", { outlook: "runs", code: "never-built" }),
    step(3, "COPY", { outlook: "runs" }),
  );
  expect(judge(check, plans(first))).toEqual(["waiting", "Build it first: RUN thing was never built."]);
});

it("build: how the newest one ended, after how long, and with how much of the cache", () => {
  const step: Step = {
    id: "1",
    stage: 0,
    instruction: "RUN",
    title: "RUN x",
    range: line(2),
    configOnly: false,
    state: "cached",
  };
  const build = (more: Partial<Build>): Partial<Facts> => ({
    builds: new Map([
      ["step", { id: "b", state: "done", steps: [step], createdAt: 0, startedAt: 0, finishedAt: 5000, ...more }],
    ]),
  });
  expect(judge("build: { succeeds: true }", {})).toEqual(["waiting", "There was no build since the step began."]);
  expect(judge("build: { succeeds: true }", build({ state: "running" }))).toEqual([
    "waiting",
    "The build is not finished.",
  ]);
  expect(judge("build: { succeeds: true, within: 10s, cached: { min: 1 } }", build({}))).toEqual(["passed"]);
  expect(judge("build: { within: 2s }", build({}))).toEqual([
    "failed",
    "The build took 5.0 s.",
    "A build that takes at most 2s.",
  ]);
  expect(judge("build: { cached: { min: 2 } }", build({}))[1]).toBe("The build took 1 step from the cache.");
  const broken = build({
    state: "failed",
    problem: problem("build/run-failed", "The command exited with 3.", { range: line(2), instruction: "RUN" }),
  });
  expect(judge("build: { succeeds: true }", broken)).toEqual([
    "failed",
    "The build failed on line 2: The command exited with 3.",
    "The build succeeds.",
    2,
  ]);
  expect(judge("build: { fails: { instruction: RUN, line: 2, code: build/run-failed } }", broken)).toEqual(["passed"]);
  expect(judge("build: { fails: { line: 3 } }", broken)[2]).toBe("The build fails on line 3.");
  expect(judge("build: { fails: {} }", build({}))[1]).toBe("The build succeeded.");
});

it("build: a detail without a period is a sentence before the help follows", () => {
  const builds = (detail: string): Partial<Facts> => {
    const failure = { state: "failed", problem: problem("build/run-failed", detail) } as const;
    return { builds: new Map([["step", { id: "b", steps: [], createdAt: 0, ...failure }]]) };
  };
  const saw = (detail: string) => judge('help: "Look at the pattern."\nbuild: { succeeds: true }', builds(detail))[1];
  expect(saw("exit code: 1")).toBe("The build failed: exit code: 1. Look at the pattern.");
  expect(saw("It ended.")).toBe("The build failed: It ended. Look at the pattern.");
  expect(saw('It said "no."')).toBe('The build failed: It said "no." Look at the pattern.');
});

it("command: which one was run, and how it ended", () => {
  const check = "command: { matches: ^docker build }";
  const ran = (command: string, code: number) => ({ commands: [{ command, code }] });
  expect(judge(check, {})).toEqual(["waiting", "No command was run in the console since the step began."]);
  expect(judge(check, ran("docker build .", 0))).toEqual(["passed"]);
  expect(judge(check, ran("docker build .", 1))[1]).toBe("docker build . ended with 1.");
  expect(judge(check, ran("ls", 0))[1]).toBe("The last command was ls.");
  expect(judge("command: { matches: ^false, exitCode: 1 }", ran("false", 1))).toEqual(["passed"]);
});

it("registry: what was pushed", () => {
  const check = 'registry: { has: "localhost/web:1" }';
  expect(judge(check, { registry: new Set(["localhost/web:1"]) })).toEqual(["passed"]);
  expect(judge(check, {})[1]).toBe("The registry has no localhost/web:1.");
});

const CONTAINER: Container = {
  id: "0".repeat(64),
  name: "web",
  image: { id: `sha256:${"1".repeat(64)}`, ref: "web:latest" },
  argv: [],
  spec: { image: "web" },
  createdAt: 0,
  state: { phase: "exited", finishedAt: 0, code: 1, reason: "exit" },
  restarts: 0,
  ports: [],
  volumes: [],
};

it("container: its state, code, output, answers, and changes", () => {
  const running: Container = {
    ...CONTAINER,
    state: { phase: "running", startedAt: 0, paused: false },
    ports: [{ container: 8000, host: 9, protocol: "tcp" }],
  };
  const of = (container: Container, more: object = {}) => ({ containers: [{ container, answers: [], ...more }] });
  expect(judge("container: { name: web }", {})).toEqual(["waiting", "There is no container web."]);
  expect(judge("container: { name: web, image: web, exitCode: 1 }", of(CONTAINER))).toEqual(["passed"]);
  expect(judge("container: { image: other }", of(CONTAINER))[0]).toBe("waiting");
  expect(judge("container: { state: running }", of(CONTAINER))).toEqual([
    "failed",
    "The container web has ended with 1.",
    "It runs.",
  ]);
  expect(judge("container: { exitCode: 0 }", of(CONTAINER))[1]).toBe("The container web ended with 1.");
  expect(judge("container: { exitCode: 0 }", of(running))).toEqual(["waiting", "The container web has not ended."]);
  expect(judge("container: { output: hello }", of(CONTAINER, { logs: "hello\n" }))).toEqual(["passed"]);
  expect(judge("container: { output: hello }", of(CONTAINER, { logs: "a\nb\n" }))[1]).toBe(
    "The last line of web is: b",
  );
  const check = "container: { answers: { port: 8000, matches: Bakery } }";
  const answer = (text: string, status = 200) => ({ answers: [{ port: 8000, path: "/", status, text }] });
  expect(judge(check, of(running, answer("The Bakery")))).toEqual(["passed"]);
  expect(judge(check, of(running, answer("", 404)))[1]).toBe("Port 8000 of web answers with 404.");
  expect(judge(check, of(running))[1]).toBe("Nothing answers on port 8000 of web.");
  expect(judge(check, of(CONTAINER))[1]).toBe("Port 8000 of web is not published.");
  const changes = [{ path: "/notes", change: "added", type: "file", size: 1 }];
  expect(judge("container: { changed: [/notes] }", of(CONTAINER, { changes }))).toEqual(["passed"]);
  expect(judge("container: { changed: [/other] }", of(CONTAINER, { changes }))[1]).toBe("/other is unchanged in web.");
});

it("of several checks of a goal, the first that fails decides, else the first that waits", () => {
  const failing = "file: { path: gone.txt }\nbuild: { succeeds: true }\nhelp: Add the file.";
  expect(judge(failing, {})[1]).toBe("There is no file gone.txt. Add the file.");
  expect(judge("registry: { has: a/b }\nbuild: { succeeds: true }", {})[0]).toBe("failed");
  expect(judge("build: { succeeds: true }\ncommand: { matches: x }", {})[1]).toBe(
    "There was no build since the step began.",
  );
});
