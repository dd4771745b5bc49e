import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import * as http from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { httpRequest } from "#server/oci/distribution/httpRequest.ts";
import { openRegistryClient } from "#server/oci/distribution/registryClient.ts";
import { fetchToken } from "#server/oci/distribution/registryToken.ts";
import { removeTrees } from "#server/sandbox/executor/removeTrees.ts";
import { runBuild } from "./engine/runBuild.ts";
import { type OpenEngine, openEngine } from "./process/openEngine.ts";

/** This machine, in notations that a filter could miss. */
const LOOPBACK = [
  "127.0.0.1",
  "localhost",
  "LocalHost",
  "0.0.0.0",
  "127.1",
  "2130706433",
  "0x7f000001",
  "0177.0.0.1",
  "127.0.0.1.",
  "[::1]",
  "[::]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::127.0.0.1]",
];
/** Where cloud providers serve secrets, and a private network, also in IPv6 notations of IPv4. */
const ELSEWHERE = [
  "169.254.169.254",
  "168.63.129.16",
  "100.100.100.200",
  "[fd00:ec2::254]",
  "10.0.0.1",
  "[64:ff9b::a9fe:a9fe]",
  "[2002:a9fe:a9fe::]",
  "[fe80::1]",
];
const own = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
const HOSTS = [...LOOPBACK, ...ELSEWHERE, ...(own === undefined ? [] : [own])];
const named = HOSTS.map((host) => [host === own ? "this machine's own address" : host, host] as const);

const signal = AbortSignal.timeout(60_000);
let dataDir: string;
let engine: OpenEngine;
let victim: http.Server;
let detour: http.Server;
let port = 0;
let detourPort = 0;
/** Requests to the server that must not be reached. */
let asked: string[] = [];
/** The redirect target of the allowed server. */
let location = "";

function listen(server: http.Server, host: string): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, host, () => resolve((server.address() as AddressInfo).port));
  });
}

beforeAll(async () => {
  victim = http.createServer((request, response) => {
    asked.push(request.url ?? "");
    response.end("SECRET");
  });
  victim.on("connection", () => asked.push("a connection"));
  detour = http.createServer((_request, response) => response.writeHead(307, { location }).end());
  port = await listen(victim, "::");
  detourPort = await listen(detour, "127.0.0.1");
  dataDir = mkdtempSync(join(tmpdir(), "strata-egress-"));
  const limits = { memoryBytes: 3e8, processes: 64, diskBytes: 1e7, outputBytes: 1e6, cpus: 1, seconds: 60 };
  const network = { mode: "filtered", allow: [`127.0.0.1:${detourPort}`] } as const;
  engine = openEngine({ dataDir, registry: { mirrors: [] }, network, limits });
});
afterAll(async () => {
  engine.close();
  for (const server of [victim, detour]) {
    server.closeAllConnections();
    server.close();
  }
  await removeTrees([dataDir]);
});
beforeEach(() => {
  asked = [];
});

async function build(...lines: string[]) {
  let log = "";
  const job = { id: "egress", workspace: "w", request: { dockerfileText: `${lines.join("\n")}\n`, noCache: true } };
  const take: Parameters<typeof runBuild>[2] = (event) => {
    if (event.type === "log") log += event.text;
  };
  const { problem } = await runBuild(engine.engine, job, take, signal);
  return { problem, log };
}

/** The policy's message: an unresponsive or unknown address would have another one. */
const REFUSED =
  /(loopback|private|link-local|reserved|shared address|multicast|this network|network|service|machine|may reach|not an IPv4 address)/;
const PRIVATE = /private network|without TLS/;

const urlOf = (host: string) => `http://${host}:${port}/latest/meta-data`;
/** A registry behind a proxy, so that only the addresses it redirects to are checked here. */
function throughProxy(target: string) {
  location = target;
  const proxy = { http: `http://127.0.0.1:${detourPort}` };
  const url = new URL("http://registry.example");
  return { url, name: "registry.example", allowPrivate: false, proxy };
}

describe("attacks by ADD of a URL", () => {
  it.each(named)("%s is not reached", async (_name, host) => {
    const { problem } = await build("FROM scratch", `ADD ${urlOf(host)} /x`);
    expect(problem?.code).toBe("build/source-missing");
    expect(problem?.detail.split("meta-data")[1]).toMatch(REFUSED);
    expect(asked).toEqual([]);
  });
});

describe("attacks by a redirect of an allowed server", () => {
  it.each(named)("%s is not reached", async (_name, host) => {
    location = urlOf(host);
    const { problem } = await build("FROM scratch", `ADD http://127.0.0.1:${detourPort}/a /x`);
    expect(problem?.code).toBe("build/source-missing");
    expect(problem?.detail.split(": ").at(-1)).toMatch(REFUSED);
    expect(asked).toEqual([]);
  });

  it.each(["file:///etc/passwd", "ftp://127.0.0.1/x", "data:text/plain,x", "gopher://127.0.0.1:22/x"])(
    "%s is not followed",
    async (target) => {
      location = target;
      const { problem } = await build("FROM scratch", `ADD http://127.0.0.1:${detourPort}/a /x`);
      expect(problem?.code).toBe("build/source-missing");
    },
  );
});

describe("attacks by ADD of a repository", () => {
  // Without git, this would test nothing.
  beforeAll(() => void execFileSync("git", ["--version"]));
  const urls = [...named.slice(0, 3), ...named.slice(-3)];
  it.each(urls)("%s is not reached by git over HTTP", async (_name, host) => {
    const { problem } = await build("FROM scratch", `ADD http://${host}:${port}/a.git /x`);
    expect(problem).toBeDefined();
    expect(asked).toEqual([]);
  });

  it.each(urls)("%s is not reached by git's own protocol", async (_name, host) => {
    const { problem } = await build("FROM scratch", `ADD git://${host}:${port}/a.git /x`);
    expect(problem).toBeDefined();
    expect(asked).toEqual([]);
  });

  it("a redirect of an allowed server leads git to no other", async () => {
    location = `http://localhost:${port}/a.git/info/refs?service=git-upload-pack`;
    const { problem } = await build("FROM scratch", `ADD http://127.0.0.1:${detourPort}/a.git /x`);
    expect(problem).toBeDefined();
    expect(asked).toEqual([]);
  });

  it.each(["file:///etc", "ext::sh -c id", "/etc", "--upload-pack=id"])(
    "%s is not a repository for ADD",
    async (address) => {
      const { problem } = await build("FROM scratch", `ADD ${address} /x`);
      expect(problem?.code).not.toBe("internal");
      expect(problem).toBeDefined();
    },
  );
});

describe("attacks by FROM", () => {
  it.each(named)("a registry at %s is not reached", async (_name, host) => {
    const { problem } = await build(`FROM ${host}:${port}/a/b`);
    // Some are not valid hosts in a reference, as in Docker.
    expect(problem?.code).toMatch(/^(registry\/unreachable|image\/reference)$/);
    if (problem?.code === "registry/unreachable") expect(problem.detail).toMatch(PRIVATE);
    expect(asked).toEqual([]);
  });

  it.each(named)("a COPY --from a registry at %s reaches nothing", async (_name, host) => {
    const { problem } = await build("FROM scratch", `COPY --from=${host}:${port}/a/b / /`);
    expect(problem?.code).not.toBe("internal");
    expect(problem).toBeDefined();
    expect(asked).toEqual([]);
  });
});

describe("attacks by a registry's answers", () => {
  const challenge = (realm: string) => ({ scheme: "bearer", params: { realm } });

  it.each(named)("a login that it requests at %s is not made", async (_name, host) => {
    const endpoint = throughProxy("");
    for (const scheme of ["http", "https"]) {
      const token = fetchToken(endpoint, "a/b", challenge(`${scheme}://${host}:${port}/token`), { signal });
      await expect(token).rejects.toThrow(PRIVATE);
    }
    expect(asked).toEqual([]);
  });

  it.each(named)("a redirect of a blob to %s is not followed", async (_name, host) => {
    for (const scheme of ["http", "https"]) {
      const client = openRegistryClient(throughProxy(`${scheme}://${host}:${port}/blob`), "a/b", { signal });
      await expect(client.request({ path: "blobs/x" })).rejects.toThrow(PRIVATE);
    }
    expect(asked).toEqual([]);
  });

  it("a connection kept open to the operator's mirror is not used by a FROM that may not reach it", async () => {
    const url = new URL(`http://localhost:${port}/`);
    const mirror = await httpRequest(url, { signal, allowPrivate: true, proxy: {} });
    await mirror.body.toArray();
    asked = [];
    await expect(httpRequest(url, { signal, allowPrivate: false, proxy: {} })).rejects.toThrow("private network");
    expect(asked).toEqual([]);
  });
});

describe("attacks by RUN in a filtered network", () => {
  const hosts = named.filter(([, host]) => !host.includes("["));
  let answers: string[] = [];
  beforeAll(async () => {
    const ask = hosts.map(([, host]) => `wget -q -T 3 -O- ${urlOf(host)} 2>&1 | tr '\\n' ' '; echo`);
    const { problem, log } = await build("FROM busybox", "RUN <<E", ...ask, "true", "E");
    expect(problem).toBeUndefined();
    answers = log.split("\n");
  });

  it.each(hosts.map(([name], index) => [name, index] as const))("%s is not reached", (_name, index) => {
    expect(answers[index]).toBeDefined();
    expect(answers[index]).not.toContain("SECRET");
  });

  it("IPv6 is not available", async () => {
    const { problem } = await build("FROM busybox", "RUN ip -6 addr show dev eth0 | grep inet6");
    expect(problem?.code).toBe("build/run-failed");
  });

  it("the machine's own network is not available on request", async () => {
    const { problem } = await build("FROM busybox", "RUN --network=host true");
    expect(problem?.code).toBe("build/unsupported");
  });
});
