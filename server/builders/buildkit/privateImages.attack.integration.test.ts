import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { tarOfMembers } from "#server/oci/archive/archiveFixture.ts";
import { guardWithTokens } from "#server/oci/distribution/guardFixture.ts";
import { type PushRegistry, startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { TransferService } from "#server/transfers/transferService.ts";
import type { RunningEvent } from "../builder.ts";
import { type OpenedBuildKit, openBuildKit } from "./buildKitFixture.ts";

const engines = testEngines();
const PASSWORD = "pr1vate-passw0rd-77d1";
const never = new AbortController().signal;

for (const what of ["plain", "containerd"] as const) {
  describe(`private images on a Docker engine (${what})`, () => {
    if (engines === undefined) return it.skip(NO_TEST_ENGINES);
    const elsewhere = mkdtempSync(join(tmpdir(), "strata-private-"));
    let registry: PushRegistry;
    let opened: OpenedBuildKit;
    let transfers: TransferService;
    let stopRegistry = () => {};
    let names: readonly string[] = [];
    /** Command lines while logins were in use, and everything that was told. */
    let told = "";

    beforeAll(async () => {
      registry = await startPushRegistry((stop) => {
        stopRegistry = stop;
      });
      const layers = [tarOfMembers(["plans", `of ada, at ${Date.now()}`])];
      const { manifest } = registry.putImage("ada/app:1", { layers });
      names = [`${registry.host}/ada/app:1`, `${registry.host}/ada/app@${manifest}`];
      guardWithTokens(registry, "ada", PASSWORD);
      opened = openBuildKit(
        engines.docker,
        { driver: "docker", endpoint: `unix://${engines[what]}` },
        {},
        undefined,
        (at) => {
          const limits = { imageBytes: 1e9, keptBytes: 1e9, keyFile: join(at.dataDir, "key") };
          const asked = { registry: { mirrors: [] }, isOperator: () => true, passOf: () => "" };
          transfers = new TransferService({ dir: at.dataDir, ...limits, ...asked });
          return {
            logins: {
              of: (owner) => transfers.credentials(owner),
              pull: (owner, reference, options, signal) => transfers.pull(owner, reference, options, signal),
            },
          };
        },
      );
      const login = { registry: registry.host, username: "ada", password: PASSWORD };
      await transfers.login("ada", login, never);
    });
    afterAll(async () => {
      await opened.close();
      await transfers.close();
      stopRegistry();
      rmSync(elsewhere, { recursive: true, force: true });
    });

    async function build(workspace: string, from: string): Promise<FinishedEvent> {
      const request = { dockerfileText: `FROM ${from}\nCOPY --from=busybox /bin/busybox /\n`, noCache: true };
      const emit = (event: RunningEvent) => {
        told += JSON.stringify(event) + commandLines();
      };
      const finished = await opened.builder.build({ id: "b", workspace, request }, emit, never);
      told += JSON.stringify(finished);
      return finished;
    }

    it("another's login: neither the name nor the digest of an image gives it to somebody else", async () => {
      for (const name of names) expect(await build("ada", name)).toMatchObject({ state: "done" });
      for (const name of names) {
        expect((await build("bob", name)).problem).toMatchObject({
          ...{ code: "registry/unauthorized", range: { start: { line: 0 } } },
          next: expect.stringContaining("log in"),
        });
      }
    });

    it("a password: it is in no event, problem, command line, or file, and the engine never gets it", async () => {
      expect(told).toContain("finished");
      for (const word of [PASSWORD, Buffer.from(`ada:${PASSWORD}`).toString("base64")]) {
        expect(told).not.toContain(word);
        expect(filesWith(join(opened.dataDir, "buildkit"), word)).toEqual([]);
      }
      const withLogin = registry.seen.filter(({ headers }) => headers.authorization?.startsWith("Basic"));
      expect(withLogin.length).toBeGreaterThan(0);
      expect(withLogin.filter(({ headers }) => /buildkit|containerd/.test(headers["user-agent"] ?? ""))).toEqual([]);
    });

    it("the operator's keychain: the client never asks it, whatever a FROM names", async () => {
      const asked = join(elsewhere, "asked");
      for (const name of ["pass", "docker-credential-pass", "docker-credential-secretservice"]) {
        const script = `#!/bin/sh\necho "$0 $*" >>${asked}\necho '{"Username":"operator","Secret":"theirs"}'\n`;
        writeFileSync(join(elsewhere, name), script, { mode: 0o755 });
      }
      vi.stubEnv("PATH", `${elsewhere}:${process.env.PATH}`);
      const before = registry.seen.length;
      expect((await build("bob", names[0] ?? "")).state).toBe("failed");
      vi.unstubAllEnvs();
      expect(registry.seen.length).toBeGreaterThan(before);
      expect(existsSync(asked)).toBe(false);
    });

    it("a token server that a registry names: it is asked by the engine, never from this machine by the client", async () => {
      const { port, askers, close } = await listen();
      registry.meddle = (_request, response) => {
        const realm = `Bearer realm="http://127.0.0.1:${port}/inside",service="x"`;
        response.writeHead(401, { "www-authenticate": realm }).end("{}");
        return true;
      };
      await build("bob", `${registry.host}/bob/app:1`);
      await close();
      expect(askers.join()).toMatch(/dockerd|buildkitd/);
      expect(askers.join()).not.toContain("buildx");
    });
  });
}

function commandLines(): string {
  return execFileSync("ps", ["-eo", "args="], { encoding: "utf8" });
}

function filesWith(folder: string, word: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path).includes(word));
}

/** A server of this machine that notes which programs ask it. */
async function listen() {
  const askers: string[] = [];
  const server: Server = createServer(({ socket }, response) => {
    const filter = `sport = :${socket.remotePort}`;
    askers.push(execFileSync("ss", ["-tnpH", filter], { encoding: "utf8" }));
    response.writeHead(401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port, askers, close };
}
