import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { workspaceSchema } from "#contract/workspace.ts";
import { processesBelow } from "./processesBelow.ts";
import { type RunningServer, spawnServer } from "./runningServer.ts";
import type { FinishedBuild } from "./serverClient.ts";
import { tarOfEntries } from "./tarOfEntries.ts";

const HELLO = 'FROM busybox\nRUN echo hello > /hello\nCMD ["cat", "/hello"]\n';

/** A sleep that nothing else on this machine uses, seconds. */
const FOREVER = `sleep ${10_000_000 + process.pid}`;
const UNTIL_KILLED = `sleep ${50_000_000 + process.pid}`;

let server: RunningServer;
let registry: Server;
let registryHost = "";

beforeAll(async () => {
  registry = createServer((_request, response) => {
    response.writeHead(401, { "www-authenticate": 'Basic realm="private"' }).end();
  });
  await new Promise<void>((resolve) => registry.listen(0, "127.0.0.1", resolve));
  registryHost = `127.0.0.1:${(registry.address() as AddressInfo).port}`;
  const credentials = join(mkdtempSync(join(tmpdir(), "strata-auth-")), "config.json");
  const auth = Buffer.from("learner:wrong").toString("base64");
  writeFileSync(credentials, JSON.stringify({ auths: { [registryHost]: { auth } } }));
  server = await spawnServer({
    env: {
      STRATA_REGISTRY_AUTH: credentials,
      STRATA_REGISTRY_PRIVATE: "yes",
      STRATA_REGISTRY_MIRROR: "http://127.0.0.1:9",
      STRATA_BUILD_SECONDS: "8",
      STRATA_BUILD_MEMORY: "200MB",
      STRATA_BUILD_PROCESSES: "64",
      STRATA_BUILD_DISK: "40MB",
      STRATA_BUILD_OUTPUT: "2MB",
      STRATA_MAX_UPLOAD: "20MB",
    },
  });
});

afterAll(async () => {
  await server.stop();
  registry.close();
});

function build(dockerfileText: string, context?: string): Promise<FinishedBuild> {
  return server.build({ dockerfileText, ...(context ? { context: context as `sha256:${string}` } : {}) });
}

function problemOf({ finished }: FinishedBuild) {
  expect(finished.state).toBe("failed");
  return finished.problem;
}

describe("whatever goes wrong in one build", () => {
  afterEach(async () => {
    const { finished, log } = await build(HELLO);
    expect(finished.problem, log).toBeUndefined();
    const workspace = workspaceSchema.parse(await (await server.fetch("/api/workspace")).json());
    expect(workspace.files.map(({ path }) => path)).toContain("Dockerfile");
  });

  it("points at the line of a syntax error", async () => {
    const problem = problemOf(await build("FROM busybox\nENV A=1\nCOPY onlyone\n"));
    expect(problem).toMatchObject({ code: "dockerfile/syntax", range: { start: { line: 2 } } });
    expect(problem?.detail).toContain("COPY requires at least two arguments");
  });

  it("names an unknown instruction and suggests the right one", async () => {
    const problem = problemOf(await build("FROM busybox\nWROKDIR /app\n"));
    expect(problem).toMatchObject({ code: "dockerfile/syntax", range: { start: { line: 1 } } });
    expect(`${problem?.detail} ${problem?.next}`).toMatch(/WROKDIR.*WORKDIR/s);
  });

  it("names the file that COPY can't find", async () => {
    const context = await server.context({ "there.txt": "x" });
    const problem = problemOf(await build("FROM busybox\nCOPY missing.txt /\n", context));
    expect(problem).toMatchObject({ code: "build/source-missing", range: { start: { line: 1 } } });
    expect(problem?.detail).toContain("missing.txt");
  });

  it("reports the exit code and the last lines of a failing RUN", async () => {
    const problem = problemOf(await build("FROM busybox\nRUN echo the last words && exit 7\n"));
    expect(problem).toMatchObject({ code: "build/run-failed", exitCode: 7, range: { start: { line: 1 } } });
    expect(problem?.lastLines).toContain("the last words");
  });

  it("reports that a registry is unreachable, and which images are stored", async () => {
    const problem = problemOf(await build("FROM 127.0.0.1:9/team/app:1\n"));
    expect(problem).toMatchObject({ code: "registry/unreachable", range: { start: { line: 0 } } });
    expect(`${problem?.detail} ${problem?.next}`).toContain("busybox");
  });

  it("reports that a registry rejected the password", async () => {
    const problem = problemOf(await build(`FROM ${registryHost}/team/app:1\n`));
    expect(problem).toMatchObject({ code: "registry/unauthorized" });
    expect(JSON.stringify(problem)).not.toContain("wrong");
  });

  it("rejects a context file whose path leads out of the context", async () => {
    const answer = await server.post("/api/contexts", { files: [{ path: "../evil", text: "x" }] });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "context/path" });
  });

  it("rejects a tar with a path that leads out of the context", async () => {
    const body = tarOfEntries([{ path: "../../evil", text: "x" }]);
    const answer = await server.fetch("/api/contexts", {
      method: "POST",
      body,
      headers: { "content-type": "application/x-tar" },
    });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "context/path" });
  });

  it("resolves .. in a COPY inside the context", async () => {
    const context = await server.context({ "a.txt": "x" });
    const problem = problemOf(await build("FROM busybox\nCOPY ../../../../etc/hostname /\n", context));
    expect(problem?.code).toBe("build/source-missing");
  });

  it("fails on a symlink loop instead of following it forever", async () => {
    const body = tarOfEntries([
      { path: "a", link: "b" },
      { path: "b", link: "a" },
    ]);
    const answer = await server.fetch("/api/contexts", {
      method: "POST",
      body,
      headers: { "content-type": "application/x-tar" },
    });
    const { digest } = (await answer.json()) as { digest: string };
    const { finished } = await build("FROM busybox\nCOPY a/file /x\n", digest);
    expect(finished.state).toBe("failed");
    expect(finished.problem?.code).not.toBe("internal");
  });

  it("kills a fork bomb and keeps responding", async () => {
    const bomb = build("FROM busybox\nRUN f() { f | f & f; }; f\n");
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const start = performance.now();
        await server.fetch("/api/health");
        return performance.now() - start;
      }),
    );
    expect(Math.max(...answers)).toBeLessThan(2000);
    const problem = problemOf(await bomb);
    expect(["build/processes", "build/timeout", "build/memory", "build/run-failed"]).toContain(problem?.code);
  });

  it("kills a RUN that fills the disk", async () => {
    const problem = problemOf(await build("FROM busybox\nRUN dd if=/dev/zero of=/big bs=1M count=4000\n"));
    expect(problem).toMatchObject({ code: "build/disk", range: { start: { line: 1 } } });
  });

  it("kills a RUN that uses all memory", async () => {
    const problem = problemOf(await build("FROM busybox\nRUN dd if=/dev/zero of=/dev/null bs=900M count=1\n"));
    expect(problem?.code).toBe("build/memory");
  });

  it("kills a RUN that never stops printing", async () => {
    const problem = problemOf(await build("FROM busybox\nRUN yes\n"));
    expect(problem?.code).toBe("build/output");
  });

  it("kills a RUN that never ends, with all of its processes", async () => {
    const problem = problemOf(await build(`FROM busybox\nRUN ${FOREVER} & ${FOREVER}\n`));
    expect(problem?.code).toBe("build/timeout");
    await untilGone(FOREVER);
  });

  it("loses only one build if the builder process is killed", async () => {
    const id = await server.start({ dockerfileText: `FROM busybox\nRUN ${UNTIL_KILLED}\n` });
    const sleeping = await untilProcess(UNTIL_KILLED);
    expect(sleeping).toBe(true);
    const builders = processesBelow(server.process.pid ?? -1).filter(({ command }) =>
      command.includes("builders/embedded"),
    );
    expect(builders.length).toBeGreaterThan(0);
    for (const { pid } of builders) process.kill(pid, "SIGKILL");
    const finished = (await server.events(id)).at(-1);
    expect(finished).toMatchObject({ type: "finished", state: "failed", problem: { code: "build/builder-died" } });
    await untilGone(UNTIL_KILLED);
  });
});

async function untilProcess(text: string): Promise<boolean> {
  const deadline = Date.now() + 7000;
  while (Date.now() < deadline) {
    if (processesBelow(1).some(({ command }) => command.includes(text))) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}

async function untilGone(text: string): Promise<void> {
  const left = () => processesBelow(1).filter(({ command }) => command.includes(text));
  await expect.poll(left, { timeout: 3000, interval: 20 }).toEqual([]);
}
