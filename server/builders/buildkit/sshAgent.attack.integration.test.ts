import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { tarOfMembers } from "#server/oci/archive/archiveFixture.ts";
import type { RunningEvent } from "../builder.ts";
import { openBuildKit } from "./buildKitFixture.ts";

const engines = testEngines();
/** This machine's ssh-add and what it is linked with, for an image that has nothing of the kind. */
function sshAdd(): Buffer {
  const program = execFileSync("which", ["ssh-add"], { encoding: "utf8" }).trim();
  const linked = execFileSync("ldd", [program], { encoding: "utf8" }).match(/\/\S+/g) ?? [];
  const files = [program, ...linked].map((path) => [`add/${fileName(path)}`, readFileSync(path)] as const);
  return tarOfMembers(...files);
}

/** The loader has another name on each kind of machine. */
const fileName = (path: string) => (basename(path).startsWith("ld-") ? "loader" : basename(path));
const TOOL = "FROM busybox\nCOPY add /add\nRUN chmod +x /add/* && echo root:x:0:0::/:/bin/sh >/etc/passwd\n";
/** So that the RUN is not cached, and the tool is. */
const ONCE = String(Date.now());
const ASK = "/add/loader --library-path /add /add/ssh-add -l 2>&1; true";

describe.each(["plain", "containerd"] as const)("SSH agents on a Docker engine (%s)", (what) => {
  if (engines === undefined) return it.skip(NO_TEST_ENGINES);
  const folder = mkdtempSync(join(tmpdir(), "strata-agent-"));
  const socket = join(folder, "agent.sock");
  const tool = sshAdd();
  const agent = spawn("ssh-agent", ["-D", "-a", socket], { stdio: ["ignore", "pipe", "ignore"] });

  beforeAll(async () => {
    // It tells its socket when it listens.
    await once(agent.stdout, "data");
    const key = join(folder, "key");
    execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "key-of-the-agent", "-f", key]);
    execFileSync("ssh-add", ["-q", key], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: "ignore" });
  });
  afterAll(() => {
    agent.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  async function build(run: string, sshAgent?: string) {
    const named = { driver: "docker" as const, endpoint: `unix://${engines?.[what]}` };
    const given = () => (sshAgent === undefined ? {} : { sshAgent });
    const opened = openBuildKit(engines?.docker ?? "", named, {}, undefined, given);
    try {
      let log = "";
      const emit = (event: RunningEvent) => {
        if (event.type === "log") log += event.text;
      };
      const { digest } = await opened.contexts.fromTar(Readable.from([tool]));
      const request = { context: digest, dockerfileText: `${TOOL}ARG ONCE\nRUN ${run}\n`, buildArgs: { ONCE } };
      const job = { id: "b", workspace: "w", request };
      const finished = await opened.builder.build(job, emit, new AbortController().signal);
      return { log, finished };
    } finally {
      await opened.close();
    }
  }

  it("the agent that is named for builds: a RUN that mounts it can use its keys, and no other RUN can", async () => {
    const mounted = await build(`--mount=type=ssh ${ASK}`, socket);
    expect(mounted.finished.problem).toBeUndefined();
    expect(mounted.log).toContain("key-of-the-agent");
    expect((await build(ASK, socket)).log).toContain("Could not open a connection");
  });

  it("the operator's own agent: no build gets it, though the server was started with it", async () => {
    vi.stubEnv("SSH_AUTH_SOCK", socket);
    const { finished } = await build(`--mount=type=ssh,required ${ASK}`);
    expect(finished.problem).toMatchObject({
      ...{ code: "build/run-failed", range: { start: { line: 4 } } },
      next: expect.stringContaining("STRATA_SSH_AGENT"),
    });
    vi.unstubAllEnvs();
  });
});
