import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import { runBuild } from "../../engine/runBuild.ts";
import { type OpenEngine, openEngine } from "../../process/openEngine.ts";

const TEXT = "downloaded\n";
const SHA = "sha256:bcac6f31b6c2d5fa1a4b5e9bd2c1e5b4c5b5cbbd7f8ea4aa1ef01ec5a1a7b0f8";

describe("ADD of a URL", () => {
  const dirs: string[] = [];
  const open: OpenEngine[] = [];
  const asked: string[] = [];
  let server: Server;
  let base = "";

  function engine(mode: "host" | "filtered" | "none"): OpenEngine {
    const dataDir = mkdtempSync(join(tmpdir(), "strata-add-"));
    const limits = { memoryBytes: 1e9, processes: 64, diskBytes: 20_000, outputBytes: 1e6, cpus: 1, seconds: 20 };
    const made = openEngine({ dataDir, registry: { mirrors: [] }, network: { mode, allow: [] }, limits });
    dirs.push(dataDir);
    open.push(made);
    return made;
  }

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers["if-none-match"] ?? ""}`.trim());
      if (request.url === "/moved") return response.writeHead(302, { location: "/file.txt" }).end();
      if (request.url === "/astray") return response.writeHead(302, { location: "http://[" }).end();
      if (request.url === "/large") return response.end("x".repeat(50_000));
      if (request.url !== "/file.txt") return response.writeHead(404).end();
      if (request.headers["if-none-match"] === '"tag"') return response.writeHead(304).end();
      return response.writeHead(200, { etag: '"tag"', "last-modified": "Thu, 01 Jan 2015 00:00:00 GMT" }).end(TEXT);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    base = `http://127.0.0.1:${address.port}`;
  });

  afterAll(() => {
    server.close();
    for (const each of open) each.close();
    for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
  });

  async function build({ engine: made }: OpenEngine, dockerfileText: string) {
    const job = { id: "add", workspace: "w", request: { dockerfileText } };
    const finished = await runBuild(made, job, () => undefined, new AbortController().signal);
    const { image } = finished;
    const stored = image && made.images.require("w", image.id);
    const tree =
      stored &&
      openFileTree(
        made.images.blobs,
        stored.layers.map(({ diffId }) => diffId),
      );
    const file = (path: string) => tree?.lookup(path)?.node.inode;
    const text = (path: string) => {
      const inode = file(path);
      return inode && readContent(made.images.blobs, inode).toString();
    };
    return { finished, file, text };
  }

  it("reports a redirect without a valid URL", async () => {
    const { finished } = await build(engine("host"), `FROM scratch\nADD ${base}/astray /x\n`);
    expect(finished.problem).toMatchObject({ code: "build/source-missing", range: { start: { line: 1 } } });
    expect(finished.problem?.detail).toContain("redirects to an invalid URL");
  });

  it("downloads a file under its name, with mode 600 and the time of the response", async () => {
    const { file, text } = await build(
      engine("host"),
      `FROM scratch\nADD ${base}/file.txt /d/\nADD ${base}/moved /m\n`,
    );
    expect(text("d/file.txt")).toBe(TEXT);
    expect(text("m")).toBe(TEXT);
    expect(file("d/file.txt")?.entry).toMatchObject({ mode: 0o600, uid: 0, mtime: Date.UTC(2015, 0, 1) / 1000 });
  });

  it("checks whether it changed, and downloads it only then", async () => {
    const made = engine("host");
    await build(made, `FROM scratch\nADD ${base}/file.txt /\n`);
    asked.length = 0;
    const { finished } = await build(made, `FROM scratch\nADD ${base}/file.txt /\n`);
    expect(finished.state).toBe("done");
    expect(asked[0]).toBe('/file.txt "tag"');
  });

  it("rejects content with another checksum, and a missing or too large file", async () => {
    const made = engine("host");
    const problem = async (line: string) => (await build(made, `FROM scratch\n${line}\n`)).finished.problem;
    expect(await problem(`ADD --checksum=${SHA} ${base}/file.txt /`)).toMatchObject({ code: "build/copy" });
    expect(await problem(`ADD ${base}/missing /`)).toMatchObject({
      code: "build/source-missing",
      detail: expect.stringContaining("404"),
      range: { start: { line: 1 } },
    });
    expect(await problem(`ADD ${base}/large /`)).toMatchObject({ code: "build/disk" });
  });

  it("reaches no more than a RUN does", async () => {
    const filtered = await build(engine("filtered"), `FROM scratch\nADD ${base}/file.txt /\n`);
    expect(filtered.finished.problem).toMatchObject({ code: "build/source-missing" });
    const byName = await build(
      engine("filtered"),
      `FROM scratch\nADD ${base.replace("127.0.0.1", "localhost")}/file.txt /\n`,
    );
    expect(byName.finished.problem).toMatchObject({ code: "build/source-missing" });
    const none = await build(engine("none"), `FROM scratch\nADD ${base}/file.txt /\n`);
    expect(none.finished.problem?.detail).toContain("builds have no network here");
  });
});
