import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { type SandboxUser, sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import type { RunningEvent } from "../builder.ts";
import type { BuilderFixture } from "../builderFixture.ts";
import { describeBuilder } from "../builderSuite.ts";
import { createEmbeddedBuilder } from "./embeddedBuilder.ts";
import type { BuilderSettings } from "./process/protocol.ts";

const LIMITS: BuilderSettings["limits"] = {
  memoryBytes: 300e6,
  processes: 64,
  diskBytes: 30e6,
  outputBytes: 1e6,
  cpus: 2,
  seconds: 60,
};

async function open(
  changes: Partial<BuilderSettings> = {},
  user?: SandboxUser,
): Promise<BuilderFixture & { dataDir: string }> {
  const dataDir = mkdtempSync(join(tmpdir(), "strata-builder-"));
  const blobs = openBlobStore(join(dataDir, "blobs"));
  const images = openImageStore({ dir: dataDir, blobs });
  if (user?.uid !== undefined) execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, dataDir]);
  const settings = {
    dataDir,
    registry: { mirrors: [] },
    network: { mode: "none" as const, allow: [] },
    limits: LIMITS,
    ...changes,
  };
  const builder = createEmbeddedBuilder(settings, user?.launch);
  const close = async () => {
    await builder.close();
    images.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { builder, images, contexts: openContextStore(blobs), close, dataDir };
}

const { users, missing } = sandboxUsers();
for (const user of users) describeBuilder(`the embedded builder as ${user.name}`, () => open({}, user));
for (const what of missing) it.skip(`the embedded builder as ${what}`);

/** Child processes of this one, by their executable. */
function children(): { pid: number; command: string }[] {
  const rows = execFileSync("ps", ["--ppid", String(process.pid), "-o", "pid=,args="], { encoding: "utf8" });
  return rows
    .trim()
    .split("\n")
    .map((row) => ({ pid: Number.parseInt(row, 10), command: row }));
}

describe("the limits of an embedded build", () => {
  let fixture: Awaited<ReturnType<typeof open>>;
  beforeAll(async () => {
    fixture = await open({ limits: { ...LIMITS, seconds: 4 } });
  });
  afterAll(async () => {
    await fixture.close();
  });

  async function run(dockerfileText: string, request: Partial<BuildRequest> = {}, onLog: () => void = () => undefined) {
    const events: RunningEvent[] = [];
    const take = (event: RunningEvent) => {
      events.push(event);
      if (event.type === "log") onLog();
    };
    const job = { id: "limits", workspace: "limits", request: { dockerfileText, ...request } };
    const finished = await fixture.builder.build(job, take, new AbortController().signal);
    return { finished, log: events.map((event) => (event.type === "log" ? event.text : "")).join("") };
  }

  it.each([
    ["a command that never ends", "sleep 100", "build/timeout"],
    ["a fork bomb", "f() { f | f & }; f; sleep 3; exit 1", "build/processes"],
    ["a file that fills the disk", "cat /dev/zero > /fill", "build/disk"],
    ["endless output", "yes", "build/output"],
    ["all the memory", "dd if=/dev/zero of=/dev/null bs=400M count=1", "build/memory"],
  ])("stops %s with its own problem", async (_what, command, code) => {
    const { finished } = await run(`FROM busybox\nRUN ${command}\n`);
    expect(finished).toMatchObject({ state: "failed", problem: { code, range: { start: { line: 1 } } } });
    expect((await run("FROM busybox\nRUN echo still works\n", { noCache: true })).log).toBe("still works\n");
  });

  it.each([
    ["a file that RUN makes", "RUN touch /tmp/.wh.x", "/tmp/.wh.x"],
    ["a folder that RUN makes", "RUN mkdir -p /.wh.d/in", "/.wh.d"],
    ["a file that COPY makes", "COPY <<EOF /d/.wh.x\nx\nEOF", "/d/.wh.x"],
    ["a file that ADD makes", "ADD <<EOF /.wh..wh..opq\nx\nEOF", "/.wh..wh..opq"],
  ])("refuses %s whose name would delete another in a layer", async (_what, instruction, path) => {
    const { finished } = await run(`FROM busybox\n${instruction}\n`);
    const { problem } = finished;
    expect(problem).toMatchObject({ code: "build/unsupported", range: { start: { line: 1 } } });
    expect(problem?.detail).toContain(`${path} can't be kept`);
  });

  it("lets a RUN make such a file and remove it", async () => {
    const { finished } = await run("FROM busybox\nRUN touch /.wh.x && rm /.wh.x && touch /.whx /x.wh.\n");
    expect(finished.state).toBe("done");
  });

  it("fails one build if its process is killed, and runs the next", async () => {
    const kill = () => {
      for (const { pid, command } of children()) if (command.includes("worker.ts")) process.kill(pid, "SIGKILL");
    };
    const { finished } = await run("FROM busybox\nRUN echo begun; sleep 3\n", { noCache: true }, kill);
    expect(finished).toMatchObject({ state: "failed", problem: { code: "build/builder-died" } });
    expect((await run("FROM busybox\nRUN echo again\n", { noCache: true })).log).toBe("again\n");
  });

  it("runs a build even if all idle processes were killed unnoticed", async () => {
    const sleeping = (number: number) => run(`FROM busybox\nRUN echo ${number}; sleep 0.5\n`, { noCache: true });
    await Promise.all([1, 2, 3].map(sleeping));
    const waiting = children().filter(({ command }) => command.includes("worker.ts"));
    expect(waiting.length).toBeGreaterThanOrEqual(3);
    for (const { pid } of waiting) process.kill(pid, "SIGKILL");
    expect((await run("FROM busybox\nRUN echo still builds\n", { noCache: true })).log).toBe("still builds\n");
  });

  it("leaves no incomplete folders behind", async () => {
    await run("FROM busybox\nRUN exit 3\n");
    const left = () => readdirSync(join(fixture.dataDir, "snapshots", "tmp"));
    await expect.poll(left).toEqual([]);
  });

  it("reports that an image is not available without a network", async () => {
    const { finished } = await run("FROM nosuch.invalid/image:1\n");
    expect(finished).toMatchObject({
      state: "failed",
      problem: { code: "registry/unreachable", instruction: "FROM", range: { start: { line: 0 } } },
    });
    expect(finished.problem?.next).toContain("busybox");
  });

  it("does not let a build see the server's environment", async () => {
    process.env.STRATA_TEST_SECRET = "do not leak";
    const { log } = await run("FROM busybox\nRUN env; cat /proc/*/environ 2>/dev/null | tr '\\0' '\\n'\n");
    delete process.env.STRATA_TEST_SECRET;
    expect(log).not.toContain("do not leak");
  });

  it("keeps secrets out of layers, history, log, and cache", async () => {
    const text = "FROM busybox\nRUN --mount=type=secret,id=key wc -c < /run/secrets/key\n";
    const { finished, log } = await run(text, { secrets: { key: "hidden-value" } });
    expect(finished.state).toBe("done");
    expect(log).toBe("12\n");
    const found = spawnSync("grep", ["-rlF", "hidden-value", fixture.dataDir], { encoding: "utf8" });
    expect(found.stdout).toBe("");
  });

  it("keeps a cache mount from build to build, out of the image", async () => {
    const text = (number: number) =>
      `FROM busybox\nRUN --mount=type=cache,target=/c echo ${number} >> /c/n && cat /c/n\n`;
    await run(text(1));
    expect((await run(text(2))).log).toBe("1\n2\n");
  });
});

describe("the network of an embedded build", () => {
  it("refuses --network=host unless the operator gives builds that network", async () => {
    const fixture = await open();
    const job = { id: "n", workspace: "n", request: { dockerfileText: "FROM busybox\nRUN --network=host id\n" } };
    const finished = await fixture.builder.build(job, () => undefined, new AbortController().signal);
    expect(finished.problem).toMatchObject({ code: "build/unsupported", range: { start: { line: 1 } } });
    await fixture.close();
  });
});
