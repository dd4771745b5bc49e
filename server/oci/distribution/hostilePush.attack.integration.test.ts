import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { problemOf, tarOf } from "./pullFixture.ts";
import { pusher } from "./pushFixture.ts";
import { type PushRegistry, startPushRegistry } from "./pushRegistryFixture.ts";

const LAYER = tarOf("secret", randomBytes(3_000_000));

let registry: PushRegistry;
beforeEach(async () => {
  registry = await startPushRegistry();
});

const push = (options = {}) =>
  problemOf(pusher([LAYER]).push(`${registry.host}/a/b:1`, { idleTimeoutMs: 300, ...options }));

/** Answers requests of this method. */
function answer(wanted: string, how: (response: ServerResponse, request: IncomingMessage) => void): void {
  registry.meddle = (request, response) => {
    if (request.method !== wanted) return false;
    response.on("error", () => undefined);
    request.resume();
    how(response, request);
    return true;
  };
}

/** A server of this machine that must not get anything. */
async function neighbor() {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.headers.authorization ?? ""}`);
    request.resume();
    response.writeHead(201, { location: "/v2/done" }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function endless(response: ServerResponse): void {
  const piece = Buffer.alloc(64 * 1024, " ");
  const more = () => {
    while (response.write(piece));
    response.once("drain", more);
  };
  more();
}

describe("attacks by a registry that is pushed to", () => {
  it("an upload can't be led to another server of this machine", async () => {
    const { url, seen } = await neighbor();
    answer("POST", (response) => response.writeHead(202, { location: `${url}/upload` }).end());
    const problem = await push();
    expect(problem.code).toBe("registry/unreachable");
    expect(problem.detail).toContain("private network");
    expect(seen).toEqual([]);
  });

  for (const status of [302, 307, 308]) {
    it(`a redirect with ${status} can't lead an upload to another server of this machine`, async () => {
      const { url, seen } = await neighbor();
      answer("PATCH", (response) => response.writeHead(status, { location: `${url}/elsewhere` }).end());
      expect((await push()).code).toBe("registry/unreachable");
      expect(seen).toEqual([]);
    });
  }

  it("a password is not sent to another host that an upload is led to", async () => {
    const { url, seen } = await neighbor();
    answer("POST", (response) => response.writeHead(202, { location: `${url}/upload` }).end());
    const logins = { [registry.host]: { username: "me", password: "s3cret-word" } };
    await push({ logins, allowPrivate: true }).catch(() => undefined);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((request) => !request.includes("Basic"))).toBe(true);
  });

  it("a token server in the private network gets no password", async () => {
    const { url, seen } = await neighbor();
    registry.meddle = (_request, response) => {
      response.writeHead(401, { "www-authenticate": `Bearer realm="${url}/token",service="x"` }).end();
      return true;
    };
    const logins = { [registry.host]: { username: "me", password: "s3cret-word" } };
    expect((await push({ logins })).code).toBe("registry/unreachable");
    expect(seen).toEqual([]);
  });

  for (const location of ["file:///etc/passwd", "gopher://127.0.0.1/", "http://[", ""]) {
    it(`an upload at ${JSON.stringify(location)} goes nowhere`, async () => {
      answer("POST", (response) => response.writeHead(202, { location }).end());
      expect((await push()).code).toMatch(/^registry\/(?:invalid|unreachable)$/);
    });
  }

  it("an upload without a place to send it to fails", async () => {
    answer("POST", (response) => response.writeHead(202).end());
    expect((await push()).code).toBe("registry/invalid");
  });

  it("a giant error is not read, and a long message is cut", async () => {
    const message = "x".repeat(2_000_000);
    answer("POST", (response) => response.writeHead(400).end(JSON.stringify({ errors: [{ code: "X", message }] })));
    expect((await push()).detail.length).toBeLessThan(300);
    const short = "y".repeat(20_000);
    answer("POST", (response) =>
      response.writeHead(400).end(JSON.stringify({ errors: [{ code: "X", message: short }] })),
    );
    expect((await push()).detail.length).toBeLessThan(600);
  });

  it("an endless error is cut off", async () => {
    answer("PUT", (response) => endless(response.writeHead(400)));
    expect((await push()).code).toBe("registry/invalid");
  });

  it("a message can't hide anything with control characters", async () => {
    const errors = [{ code: "DENIED", message: "ok\n\u001b[2Khidden\u202eedoc" }];
    answer("POST", (response) => response.writeHead(403).end(JSON.stringify({ errors })));
    const { detail } = await push();
    expect(detail).not.toMatch(/[\u0000-\u001f\u202e]/);
  });

  it("a registry that takes bytes and keeps none is given up", async () => {
    answer("PATCH", (response, { url = "" }) => response.writeHead(202, { location: url, range: "0-0" }).end());
    expect((await push()).code).toBe("registry/unreachable");
    expect(registry.seen.filter(({ method }) => method === "PATCH").length).toBeLessThan(20);
  });

  it("a registry that claims more bytes than the layer has is wrong", async () => {
    answer("PATCH", (response, { url = "" }) => response.writeHead(202, { location: url, range: "0-99999999" }).end());
    expect((await push()).code).toBe("registry/invalid");
  });

  it("a registry that loses each upload is given up", async () => {
    answer("PATCH", (response) => response.writeHead(404).end());
    registry.meddle = ((before) => (request, response) => {
      if (request.method !== "PUT") return before(request, response);
      request.resume();
      response.writeHead(500).end();
      return true;
    })(registry.meddle);
    expect((await push()).code).toBe("registry/unreachable");
  });

  it("a registry that never answers is given up", async () => {
    answer("HEAD", () => undefined);
    expect((await push()).code).toBe("registry/unreachable");
  });

  it("another digest of the manifest is noticed", async () => {
    answer("PUT", (response, { url = "" }) => {
      const status = url.includes("/manifests/") ? { "docker-content-digest": `sha256:${"0".repeat(64)}` } : {};
      response.writeHead(201, status).end();
    });
    expect((await push()).code).toBe("registry/digest");
  });
});
