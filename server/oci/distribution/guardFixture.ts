import type { IncomingMessage, ServerResponse } from "node:http";
import type { PushRegistry } from "./pushRegistryFixture.ts";

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

const DENIED = JSON.stringify({ errors: [{ code: "UNAUTHORIZED", message: "authentication required", detail: null }] });

/** For tests: the registry wants this user and password for everything. */
export function guardWithPassword(registry: PushRegistry, user: string, password: string): void {
  registry.meddle = (request, response) => {
    if (request.headers.authorization === basic(user, password)) return greet(request, response);
    request.resume();
    response.writeHead(401, { "www-authenticate": 'Basic realm="Registry Realm"' }).end(DENIED);
    return true;
  };
}

/** The scopes that were asked for, one list for each token. */
export function guardWithTokens(registry: PushRegistry, user: string, password: string): string[][] {
  const asked: string[][] = [];
  registry.meddle = (request, response) => {
    const url = new URL(request.url ?? "", registry.url);
    if (url.pathname === "/token") {
      const allowed = request.headers.authorization === basic(user, password);
      asked.push(url.searchParams.getAll("scope"));
      const token = JSON.stringify({ token: url.searchParams.getAll("scope").join(" ") || "none" });
      response.writeHead(allowed ? 200 : 401).end(allowed ? token : DENIED);
      return true;
    }
    const token = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
    if (isCovered(request, url, token)) return greet(request, response);
    request.resume();
    response.writeHead(401, { "www-authenticate": `Bearer realm="${registry.url}/token",service="test"` }).end(DENIED);
    return true;
  };
  return asked;
}

/** Whether a token's scopes allow the request. */
function isCovered({ method }: IncomingMessage, url: URL, token: string): boolean {
  const [, repository] = /^\/v2\/(.+?)\/(?:blobs|manifests)\//.exec(url.pathname) ?? [];
  if (repository === undefined) return token !== "";
  const action = method === "GET" || method === "HEAD" ? "pull" : "push";
  return token.split(" ").some((scope) => {
    const [, name, actions = ""] = scope.split(":");
    return name === repository && actions.split(",").includes(action);
  });
}

function greet({ url }: IncomingMessage, response: ServerResponse): boolean {
  if (url !== "/v2/") return false;
  response.writeHead(200).end("{}");
  return true;
}
