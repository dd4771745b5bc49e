import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import * as net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { createExecutor } from "#server/sandbox/executor/createExecutor.ts";
import type { RunningEvent } from "../../../builder.ts";
import { runBuild } from "../../engine/runBuild.ts";
import { type OpenEngine, openEngine } from "../../process/openEngine.ts";

const registry = process.env.STRATA_TEST_REGISTRY;
const able = await createExecutor(mkdtempSync(join(tmpdir(), "strata-probe-"))).probe();

if (!able.ok) process.stderr.write(`SKIPPED: no RUN here, so its mounts are not tested: ${able.reason}\n`);
if (registry === undefined) {
  process.stderr.write("SKIPPED: STRATA_TEST_REGISTRY names no mirror that has debian: no command talks to an agent\n");
}

describe.skipIf(!able.ok)("mounts of a RUN", () => {
  const dirs: string[] = [];
  const open: OpenEngine[] = [];

  function folder(): string {
    dirs.push(mkdtempSync(join(tmpdir(), "strata-mounts-")));
    return dirs.at(-1) ?? "";
  }

  function engine(sshAgent?: string): OpenEngine {
    const limits = { memoryBytes: 1e9, processes: 64, diskBytes: 1e8, outputBytes: 1e6, cpus: 2, seconds: 60 };
    const network = { mode: "none", allow: [] } as const;
    const mirrors = registry === undefined ? [] : [registry];
    const made = openEngine({ dataDir: folder(), registry: { mirrors }, network, limits, sshAgent });
    open.push(made);
    return made;
  }

  afterAll(() => {
    for (const each of open) each.close();
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  });

  async function build({ engine: made }: OpenEngine, dockerfileText: string, asked: Partial<BuildRequest> = {}) {
    const events: RunningEvent[] = [];
    const job = { id: "b", workspace: "w", request: { dockerfileText, noCache: true, ...asked } };
    const finished = await runBuild(made, job, (event) => events.push(event), new AbortController().signal);
    return { finished, log: events.map((event) => (event.type === "log" ? event.text : "")).join("") };
  }

  it("are empty for scratch, and for a stage that did nothing to it", async () => {
    const text = "FROM scratch AS empty\nFROM busybox\n";
    for (const from of ["scratch", "empty"]) {
      const run = `RUN --mount=from=${from},target=/m --mount=from=${from},target=/w,rw ls -A /m && touch /w/x && ls -A /w\n`;
      expect(await build(engine(), `${text}${run}`)).toMatchObject({ finished: { state: "done" }, log: "x\n" });
    }
  });

  describe("that cache", () => {
    const CACHE = "RUN --mount=type=cache,id=c,from=seed,source=/d,target=/c";
    const SEED = "FROM busybox AS seed\nRUN mkdir /d && echo seed > /d/f\nFROM busybox AS last\n";
    // A seed that is made again in the next second differs by its files' times, so it comes from the cache.
    const asked = { noCache: false, noCacheFilter: ["last"] };

    it("start from a stage's files and keep what is written over them without changing the stage's", async () => {
      const made = engine();
      await build(made, `${SEED}${CACHE} echo changed > /c/f && echo new > /c/g\n`, asked);
      expect((await build(made, `${SEED}${CACHE} cat /c/f /c/g\n`, asked)).log).toBe("changed\nnew\n");
      expect((await build(made, `${SEED}COPY --from=seed /d/f /f\nRUN cat /f\n`, asked)).log).toBe("seed\n");
    });

    it("can be written by two builds at once, one after the other", async () => {
      const made = engine();
      const step = `${SEED}${CACHE} mkdir /c/mine && sleep 0.3 && rmdir /c/mine && echo done\n`;
      const both = await Promise.all([build(made, step, asked), build(made, step, asked)]);
      expect(both.map(({ log }) => log)).toEqual(["done\n", "done\n"]);
    });

    it("never lead out of the cache through their source", async () => {
      const made = engine();
      await build(made, "FROM busybox\nRUN --mount=type=cache,id=o,target=/c ln -s /etc /c/out\n");
      const from = "RUN --mount=type=cache,id=o,target=/c,source=";
      for (const source of ["out", "../../../etc", "/../../etc"]) {
        const { finished } = await build(made, `FROM busybox\n${from}${source} ls /c\n`);
        expect(finished.problem?.detail).toContain("no such file");
      }
    });

    it("release their lock if another mount fails", async () => {
      const made = engine();
      const locked = "--mount=type=cache,id=l,target=/c,sharing=locked";
      const { finished } = await build(made, `FROM busybox\nRUN ${locked} --mount=type=ssh,required true\n`);
      expect(finished.state).toBe("failed");
      expect((await build(made, `FROM busybox\nRUN ${locked} echo free\n`)).log).toBe("free\n");
    });
  });

  describe("of an SSH agent", () => {
    const asked: string[] = [];
    const agent = net.createServer((socket) => {
      socket.on("data", (bytes) => {
        asked.push(bytes.toString());
        socket.end("answer\n");
      });
    });
    let path = "";
    beforeAll(async () => {
      path = join(folder(), "agent.sock");
      await new Promise<void>((resolve) => agent.listen(path, resolve));
    });
    afterAll(() => agent.close());

    it("put a socket at SSH_AUTH_SOCK, only for the given user", async () => {
      const shown = "stat -c '%A %u %g' $SSH_AUTH_SOCK";
      const dockerfile = `FROM busybox\nRUN --mount=type=ssh,uid=5,gid=6 ${shown}; echo $SSH_AUTH_SOCK\n`;
      const sockets = () => readdirSync(tmpdir()).filter((name) => name.startsWith("strata-ssh-"));
      const before = new Set(sockets());
      expect((await build(engine(path), dockerfile)).log).toBe("srw------- 5 6\n/run/buildkit/ssh_agent.0\n");
      // Other builds of this machine have theirs for a while.
      await expect.poll(() => sockets().filter((name) => !before.has(name)), { timeout: 5000 }).toEqual([]);
    });

    it("report a missing agent if one is required, and skip it otherwise", async () => {
      const { finished } = await build(engine(), "FROM busybox\nENV a=b\nRUN --mount=type=ssh,required true\n");
      expect(finished.problem?.detail).toMatch(/^unset ssh forward key default/);
      expect(finished.problem?.range?.start.line).toBe(2);
      const { log } = await build(engine(), "FROM busybox\nRUN --mount=type=ssh ls $SSH_AUTH_SOCK 2>&1; true\n");
      expect(log).toContain("No such file");
    });

    it.skipIf(registry === undefined)("transfer data both ways", async () => {
      const perl = `use IO::Socket::UNIX; my $s = IO::Socket::UNIX->new($ENV{SSH_AUTH_SOCK}) or die "$!"; print $s "ask"; print <$s>;`;
      const { log, finished } = await build(
        engine(path),
        `FROM debian:bookworm-slim\nRUN --mount=type=ssh perl -e '${perl}'\n`,
      );
      expect(finished.problem).toBeUndefined();
      expect(log).toBe("answer\n");
      expect(asked).toEqual(["ask"]);
    });
  });
});
