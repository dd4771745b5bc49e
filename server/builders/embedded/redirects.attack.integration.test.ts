import { mkdtempSync, rmSync } from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openRegistryClient } from "#server/oci/distribution/registryClient.ts";
import { runBuild } from "./engine/runBuild.ts";
import { makeRepositories } from "./operations/git/gitRepositoriesFixture.ts";
import { type SourceServer, startSourceServer } from "./operations/git/sourceServerFixture.ts";
import { type OpenEngine, openEngine } from "./process/openEngine.ts";

const LOGIN = `Basic ${Buffer.from("joe:secret").toString("base64")}`;
const dataDir = mkdtempSync(join(tmpdir(), "strata-redirects-"));
let made: OpenEngine;
/** The first server: it redirects, or answers like a registry that requires a login. */
let front: http.Server;
let frontPort = 0;
let asked: { readonly path: string; readonly login: string | undefined }[] = [];
let redirect: (path: string) => string;
/** Another origin, with a file, a repository, and a way back. */
let other: SourceServer;

beforeAll(async () => {
  front = http.createServer((request, response) => {
    const { url: path = "", headers } = request;
    if (path.startsWith("/v2/") && headers.authorization === undefined && !path.includes("back")) {
      response.writeHead(401, { "www-authenticate": 'Basic realm="front"' }).end();
      return;
    }
    asked.push({ path, login: headers.authorization });
    response.writeHead(302, { location: redirect(path) }).end();
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  frontPort = (front.address() as AddressInfo).port;
  makeRepositories(dataDir);
  const back = { status: 302, headers: { location: `http://127.0.0.1:${frontPort}/back` }, body: "" };
  other = await startSourceServer(dataDir, { "/file": { body: "there" }, "/back": back });
  const limits = { memoryBytes: 1e9, processes: 64, diskBytes: 1e6, outputBytes: 1e6, cpus: 1, seconds: 20 };
  const network = { mode: "filtered", allow: [`127.0.0.1:${frontPort}`, `127.0.0.1:${other.port}`] } as const;
  made = openEngine({ dataDir, registry: { mirrors: [] }, network, limits });
});

beforeEach(() => {
  asked = [];
});

afterAll(async () => {
  made.close();
  front.close();
  await other.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const signal = AbortSignal.timeout(60_000);

/** Why ADD of a path of the front server failed; undefined if it did not. */
async function add(path: string): Promise<string | undefined> {
  const address = `http://joe:secret@127.0.0.1:${frontPort}/${path}`;
  const job = { id: "redirects", workspace: "w", request: { dockerfileText: `FROM scratch\nADD ${address} /x\n` } };
  return (await runBuild(made.engine, job, () => undefined, signal)).problem?.detail;
}

async function pull(path: string): Promise<string | undefined> {
  const url = new URL(`http://127.0.0.1:${frontPort}`);
  const credentials = { username: "joe", password: "secret" };
  const endpoint = { url, name: url.host, credentials, allowPrivate: true, proxy: {} };
  try {
    const response = await openRegistryClient(endpoint, "a/b", { signal }).request({ path });
    response.body.destroy();
    return response.status < 400 ? undefined : `status ${response.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The clients that follow redirects, and the path of their request at the other server. */
const FOLLOWERS = [
  { name: "a registry's client", ask: () => pull("blobs/x"), answer: () => "/file" },
  { name: "ADD of a URL", ask: () => add("x"), answer: () => "/file" },
  {
    name: "ADD of a repository",
    ask: () => add("x.git"),
    answer: (path: string) => path.replace("/x.git", "/plain.git"),
  },
];

describe.each(FOLLOWERS)("attacks by a redirect of $name", ({ ask, answer }) => {
  it("in a loop ends, as in Docker, at the tenth request", async () => {
    redirect = (path) => path;
    expect(await ask()).toContain("it redirects too many times");
    expect(asked).toHaveLength(10);
  });

  it("does not make it send its login to another origin, at any request", async () => {
    redirect = (path) => `${other.origin}${answer(path)}`;
    const before = other.logins.length;
    expect(await ask()).toBeUndefined();
    expect(asked[0]?.login).toBe(LOGIN);
    expect(other.logins.length).toBeGreaterThan(before);
    expect(other.logins.slice(before).filter((login) => login !== undefined)).toEqual([]);
  });

  it("does not make it send its login when the other origin redirects back", async () => {
    redirect = (path) => (path === "/back" ? `${other.origin}/file` : `${other.origin}/back`);
    await ask();
    expect(asked.map(({ path }) => path)).toContain("/back");
    expect(asked.find(({ path }) => path === "/back")?.login).toBeUndefined();
  });

  it.each(["file:///etc/passwd", "ftp://127.0.0.1/x", "http://["])("to %s is not followed", async (location) => {
    redirect = () => location;
    expect(await ask()).toContain("redirects to");
    expect(asked).toHaveLength(1);
  });
});
