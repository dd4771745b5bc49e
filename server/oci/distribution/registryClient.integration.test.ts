import { expect, test } from "vitest";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import type { TestRegistry } from "./registryFixture.ts";
import { startRegistry } from "./registryFixture.ts";

const LAYER = tarOf("hello", "hello");
const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

/** Requires `authorization` for everything below /v2/, and says how to get it. */
function guard(registry: TestRegistry, authorization: string, challenge: string): void {
  registry.intercept = (request, response) => {
    if (!request.url?.startsWith("/v2/") || request.headers.authorization === authorization) return false;
    response.writeHead(401, { "www-authenticate": challenge }).end("{}");
    return true;
  };
}

/** Issues tokens to anonymous readers, or with the password. */
async function tokenServer(credentials?: string) {
  const server = await startRegistry();
  server.intercept = (request, response) => {
    const allowed = credentials === undefined || request.headers.authorization === credentials;
    response.writeHead(allowed ? 200 : 401).end(JSON.stringify({ token: "t0k3n" }));
    return true;
  };
  return server;
}

async function guardedByToken(credentials?: string) {
  const [registry, tokens] = [await startRegistry(), await tokenServer(credentials)];
  const { id } = registry.putImage("x/y:1", { layers: [LAYER] });
  guard(registry, "Bearer t0k3n", `Bearer realm="${tokens.url}/token",service="reg",scope="repository:x/y:pull"`);
  return { registry, tokens, id };
}

test("gets a token once if the registry asks for one", async () => {
  const { registry, tokens, id } = await guardedByToken();
  expect((await puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true })).id).toBe(id);
  expect(tokens.seen.map(({ path }) => path)).toEqual(["/token?service=reg&scope=repository%3Ax%2Fy%3Apull"]);
  expect(tokens.seen[0]?.headers.authorization).toBeUndefined();
});

test("sends its user name and password to the token server, not to the registry", async () => {
  const { registry, tokens, id } = await guardedByToken(basic("me", "secret"));
  const credentials = { [registry.host]: { username: "me", password: "secret" } };
  expect((await puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true, credentials })).id).toBe(id);
  expect(tokens.seen).toHaveLength(1);
  expect(registry.seen.some(({ headers }) => headers.authorization?.startsWith("Basic"))).toBe(false);
});

test("reports a wrong password", async () => {
  const { registry } = await guardedByToken(basic("me", "secret"));
  const credentials = { [registry.host]: { username: "me", password: "wrong" } };
  const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true, credentials }));
  expect(problem).toMatchObject({ code: "registry/unauthorized" });
  expect(problem.detail).toContain("rejected the user name and password of me");
  expect(JSON.stringify(problem)).not.toContain("wrong");
});

test("supports basic authentication", async () => {
  const registry = await startRegistry();
  const { id } = registry.putImage("x/y:1", { layers: [LAYER] });
  guard(registry, basic("me", "secret"), 'Basic realm="Registry"');
  const pull = (password: string) => {
    const credentials = { [registry.host]: { username: "me", password } };
    return puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true, credentials });
  };
  expect((await pull("secret")).id).toBe(id);
  expect((await problemOf(pull("wrong"))).detail).toContain("denied me access to x/y");
  const anonymous = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
  expect(anonymous).toMatchObject({ code: "registry/unauthorized" });
  expect(anonymous.detail).toContain("does not exist, or it requires a login");
});

test("gets another token when one has expired", async () => {
  const { registry, tokens, id } = await guardedByToken();
  let tokenRequests = 0;
  tokens.intercept = (_request, response) => {
    tokenRequests += 1;
    response.end(JSON.stringify({ access_token: tokenRequests === 1 ? "expires" : "t0k3n" }));
    return true;
  };
  const { intercept } = registry;
  registry.intercept = (request, response) => {
    const isManifest = request.url?.includes("/manifests/") === true;
    if (isManifest && request.headers.authorization === "Bearer expires") return false;
    return intercept(request, response);
  };
  expect((await puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true })).id).toBe(id);
  expect(tokenRequests).toBe(2);
});

test("follows redirects to another host without sending it the authorization", async () => {
  const { registry, id } = await guardedByToken();
  const storage = await startRegistry();
  const { intercept } = registry;
  registry.intercept = (request, response) => {
    if (intercept(request, response)) return true;
    const digest = /blobs\/(.*)$/.exec(request.url ?? "")?.[1];
    if (digest === undefined) return false;
    storage.blobs.set(digest, registry.blobs.get(digest) ?? Buffer.alloc(0));
    response.writeHead(307, { location: `${storage.url}/v2/x/y/blobs/${digest}?signed=1` }).end();
    return true;
  };
  storage.intercept = (request) => {
    request.url = request.url?.replace("?signed=1", "") ?? "";
    return false;
  };
  expect((await puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true })).id).toBe(id);
  expect(storage.seen.length).toBeGreaterThanOrEqual(2);
  expect(storage.seen.every(({ headers }) => headers.authorization === undefined)).toBe(true);
});

for (const location of ["/v2/x/y/manifests/1", "http://example.com/x", "ftp://127.0.0.1/x", "http://[bad"]) {
  test(`does not follow a redirect to ${location} forever or without TLS`, async () => {
    const registry = await startRegistry();
    registry.intercept = (_request, response) => {
      response.writeHead(302, { location }).end();
      return true;
    };
    const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
    expect(problem.detail).toContain("redirects");
    expect(registry.seen.length).toBeLessThanOrEqual(10);
  });
}

test("sends no password to a remote token server without TLS", async () => {
  const registry = await startRegistry();
  guard(registry, "Bearer never", 'Bearer realm="http://tokens.example.com/token"');
  const credentials = { [registry.host]: { username: "me", password: "secret" } };
  const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true, credentials }));
  expect(problem).toMatchObject({ code: "registry/invalid" });
  expect(problem.detail).toContain("without TLS");
});

for (const [status, words] of [
  [429, "too many requests (429)"],
  [500, "status 500"],
  [503, "service unavailable (503)"],
] as const) {
  test(`reports that a registry answers ${status}`, async () => {
    const registry = await startRegistry();
    registry.intercept = (_request, response) => {
      response.writeHead(status).end();
      return true;
    };
    const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
    expect(problem).toMatchObject({ code: "registry/unreachable" });
    expect(problem.detail).toContain(words);
  });
}
