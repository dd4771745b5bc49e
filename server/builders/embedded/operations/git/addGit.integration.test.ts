import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import * as net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import type { RunningEvent } from "../../../builder.ts";
import { runBuild } from "../../engine/runBuild.ts";
import { type OpenEngine, openEngine } from "../../process/openEngine.ts";
import { type FixtureCommits, makeRepositories } from "./gitRepositoriesFixture.ts";
import { type SourceServer, startSourceServer } from "./sourceServerFixture.ts";

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 0;
}

describe("ADD of a git repository", () => {
  const dirs: string[] = [];
  const open: OpenEngine[] = [];
  let server: SourceServer;
  let commits: FixtureCommits;
  let repositories = "";
  let daemon: ChildProcess | undefined;

  function folder(): string {
    dirs.push(mkdtempSync(join(tmpdir(), "strata-git-")));
    return dirs.at(-1) ?? "";
  }

  function engine(network: Parameters<typeof openEngine>[0]["network"], diskBytes = 1e6, seconds = 30) {
    const dataDir = folder();
    const limits = { memoryBytes: 1e9, processes: 64, diskBytes, outputBytes: 1e6, cpus: 1, seconds };
    const made = openEngine({ dataDir, registry: { mirrors: [] }, network, limits });
    open.push(made);
    return { ...made, dataDir };
  }

  const here = { mode: "filtered", allow: ["127.0.0.1"] } as const;

  beforeAll(async () => {
    repositories = folder();
    commits = makeRepositories(repositories);
    server = await startSourceServer(repositories);
  });

  afterAll(async () => {
    daemon?.kill();
    await server.close();
    for (const each of open) each.close();
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  });

  async function build(
    { engine: made }: OpenEngine,
    dockerfileText: string,
    signal: AbortSignal = new AbortController().signal,
  ) {
    const events: RunningEvent[] = [];
    const job = { id: "git", workspace: "w", request: { dockerfileText } };
    const finished = await runBuild(made, job, (event) => events.push(event), signal);
    const { image } = finished;
    const layers = image && made.images.require("w", image.id).layers.map(({ diffId }) => diffId);
    const tree = layers && openFileTree(made.images.blobs, layers);
    const text = (path: string) => {
      const inode = tree?.lookup(path)?.node.inode;
      return inode && readContent(made.images.blobs, inode).toString();
    };
    return { finished, text, events };
  }

  it("copies a branch's files with git's modes and links, without git's folder", async () => {
    const { text, finished } = await build(engine(here), `FROM scratch\nADD ${server.origin}/plain.git#dev /d\n`);
    expect(finished.problem).toBeUndefined();
    expect(text("d/dev.txt")).toBe("dev\n");
    expect(text("d/link")).toBe("one\n");
    expect(text("d/.git/HEAD")).toBeUndefined();
  });

  it("keeps git's folder on request, at the commit and with the real URL", async () => {
    const dockerfile = `FROM scratch\nADD --keep-git-dir=true ${server.origin}/plain.git#v2 /d\n`;
    const { text } = await build(engine(here), dockerfile);
    expect(text("d/.git/HEAD")).toBe(`${commits.main}\n`);
    expect(text("d/.git/config")).toContain(`url = ${server.origin}/plain.git`);
  });

  it("takes the step from the cache while the ref points to the same commit, and fetches nothing", async () => {
    const made = engine(here);
    const dockerfile = `FROM scratch\nADD ${server.origin}/plain.git#main /d\n`;
    await build(made, dockerfile);
    const before = server.asked.length;
    const { events } = await build(made, dockerfile);
    expect(events.filter((event) => event.type === "step").map(({ state }) => state)).toContain("cached");
    expect(server.asked.slice(before).some((path) => path.includes("git-receive-pack"))).toBe(false);
    const byCommit = `FROM scratch\nADD ${server.origin}/plain.git#${commits.main} /e\n`;
    await build(made, byCommit);
    const asked = server.asked.length;
    await build(made, byCommit);
    expect(server.asked).toHaveLength(asked);
  });

  it("logs in with the URL's credentials, and sends them nowhere else", async () => {
    const made = engine(here);
    const address = server.origin.replace("//", "//joe:ge%3Aheim@");
    const { text, finished, events } = await build(
      made,
      `FROM scratch\nADD --keep-git-dir=true ${address}/plain.git /d\n`,
    );
    expect(finished.problem).toBeUndefined();
    expect(server.logins.at(-1)).toBe(`Basic ${Buffer.from("joe:ge:heim").toString("base64")}`);
    expect(text("d/.git/config")).not.toContain("heim");
    expect(JSON.stringify(events)).not.toContain("heim");
    const { config } = made.engine.images.require("w", finished.image?.id ?? "");
    expect(JSON.stringify(config)).toContain("http://xxxxx:xxxxx@127.0.0.1");
  });

  it("leaves nothing of its own behind", async () => {
    const made = engine(here);
    await build(made, `FROM scratch\nADD ${server.origin}/super.git /d\n`);
    await build(made, `FROM scratch\nADD ${server.origin}/none.git /d\n`);
    expect(readdirSync(join(made.dataDir, "snapshots/tmp"))).toEqual([]);
  });

  it("reaches no address that a RUN may not reach", async () => {
    const made = engine({ mode: "filtered", allow: [] });
    const before = server.asked.length;
    const { finished } = await build(made, `FROM scratch\nADD ${server.origin}/plain.git /d\n`);
    expect(finished.problem).toMatchObject({ code: "build/source-missing", range: { start: { line: 1 } } });
    expect(finished.problem?.detail).toContain("loopback address");
    expect(server.asked).toHaveLength(before);
  });

  it("reports that builds have no network", async () => {
    const { finished } = await build(
      engine({ mode: "none", allow: [] }),
      `FROM scratch\nADD ${server.origin}/plain.git /d\n`,
    );
    expect(finished.problem?.detail).toContain("builds have no network here");
  });

  it("copies nothing from this machine's own folders", async () => {
    for (const remote of [`file://${repositories}/plain.git`, `ssh://-oProxyCommand=x/plain.git`]) {
      const { finished } = await build(engine(here), `FROM scratch\nADD ${remote} /d\n`);
      expect(finished.state).toBe("failed");
    }
  });

  it("stops at the size limit of a step", async () => {
    const { finished } = await build(engine(here, 10), `FROM scratch\nADD ${server.origin}/plain.git /d\n`);
    expect(finished.problem?.code).toBe("build/disk");
  });

  it("ends at once if the build is canceled, whatever the server does", async () => {
    const silent = net.createServer((socket) => socket.on("error", () => undefined));
    const sockets = new Promise<net.Socket>((resolve) => silent.on("connection", resolve));
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" ? address?.port : 0;
    const canceling = new AbortController();
    const building = build(engine(here), `FROM scratch\nADD http://127.0.0.1:${port}/x.git /d\n`, canceling.signal);
    const socket = await sockets;
    canceling.abort();
    expect((await building).finished.state).toBe("canceled");
    socket.destroy();
    silent.close();
  });

  it("uses git's own protocol through the same proxy", async () => {
    const port = await freePort();
    const args = ["daemon", `--port=${port}`, "--listen=127.0.0.1", "--export-all", "--reuseaddr", "--verbose"];
    const listening = spawn("git", [...args, `--base-path=${repositories}`], { stdio: ["ignore", "ignore", "pipe"] });
    daemon = listening;
    await new Promise<void>((resolve) => listening.stderr.once("data", () => resolve()));
    const dockerfile = `FROM scratch\nADD git://127.0.0.1:${port}/plain.git#v1 /d\n`;
    expect((await build(engine(here), dockerfile)).text("d/README")).toBe("one\n");
    const { finished } = await build(engine({ mode: "filtered", allow: [] }), dockerfile);
    expect(finished.state).toBe("failed");
  });

  it("reports that ssh needs an agent", async () => {
    const { finished } = await build(engine(here), "FROM scratch\nADD git@127.0.0.1:a/plain.git /d\n");
    expect(finished.problem?.detail).toContain("no SSH key");
    expect(finished.problem?.range?.start.line).toBe(1);
  });
});
