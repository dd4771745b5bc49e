import { createHash, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { digestOf } from "#server/oci/store/digest.ts";
import { startRegistry, type TestRegistry } from "./registryFixture.ts";

/** For tests: a registry that takes pushes, too. */
export interface PushRegistry extends TestRegistry {
  /** By repository, the digests that it has. */
  readonly has: Map<string, Set<string>>;
  /** The bytes of open uploads, by ID. */
  readonly uploads: Map<string, Buffer>;
  /** Called first; returns true if it has answered (or cut) the request itself. */
  meddle: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Keeps what arrived before a lost connection, as registry:2 does. */
export async function startPushRegistry(atEnd?: (stop: () => void) => void): Promise<PushRegistry> {
  const registry = await startRegistry(atEnd);
  const pushed: PushRegistry = Object.assign(registry, { has: new Map(), uploads: new Map(), meddle: () => false });
  registry.intercept = (request, response) => pushed.meddle(request, response) || answer(pushed, request, response);
  return pushed;
}

function answer(registry: PushRegistry, request: IncomingMessage, response: ServerResponse): boolean {
  const url = new URL(request.url ?? "", registry.url);
  const [, repository = "", id] = /^\/v2\/(.+)\/blobs\/uploads\/(.*)$/.exec(url.pathname) ?? [];
  if (id !== undefined) {
    if (request.method === "POST") start(registry, { repository, url }, response);
    else if (request.method === "PATCH" || request.method === "PUT")
      receive(registry, { repository, id, url }, request, response);
    else status(registry, { repository, id }, response);
    return true;
  }
  const [, place = "", digest = ""] = /^\/v2\/(.+)\/blobs\/(.+)$/.exec(url.pathname) ?? [];
  if (request.method === "HEAD" && digest !== "") {
    const bytes = registry.has.get(place)?.has(digest) ? registry.blobs.get(digest) : undefined;
    response.writeHead(bytes === undefined ? 404 : 200, { "content-length": bytes?.length ?? 0 }).end();
    return true;
  }
  const [, name = "", tag = ""] = /^\/v2\/(.+)\/manifests\/(.+)$/.exec(url.pathname) ?? [];
  if (request.method !== "PUT" || tag === "") return false;
  void read(request).then((bytes) => {
    const manifest = { type: String(request.headers["content-type"]), bytes };
    registry.manifests.set(`${name}:${tag}`, manifest);
    registry.manifests.set(`${name}@${digestOf(bytes)}`, manifest);
    response.writeHead(201, { "docker-content-digest": digestOf(bytes) }).end();
  });
  return true;
}

function start(
  registry: PushRegistry,
  { repository, url }: { repository: string; url: URL },
  response: ServerResponse,
) {
  const [mount, from] = [url.searchParams.get("mount"), url.searchParams.get("from")];
  if (mount !== null && from !== null && registry.has.get(from)?.has(mount)) {
    keep(registry, repository, mount);
    response.writeHead(201).end();
    return;
  }
  const id = randomUUID();
  registry.uploads.set(id, Buffer.alloc(0));
  accepted(registry, { repository, id }, response, 202);
}

interface Upload {
  readonly repository: string;
  readonly id: string;
}

function accepted({ uploads }: PushRegistry, { repository, id }: Upload, response: ServerResponse, code: number): void {
  const size = uploads.get(id)?.length ?? 0;
  response.setHeader("location", `/v2/${repository}/blobs/uploads/${id}?_state=a%2Bb`);
  response.writeHead(code, { range: `0-${Math.max(0, size - 1)}` }).end();
}

function status(registry: PushRegistry, upload: Upload, response: ServerResponse): void {
  if (registry.uploads.has(upload.id)) accepted(registry, upload, response, 204);
  else response.writeHead(404).end('{"errors":[{"code":"BLOB_UPLOAD_UNKNOWN","message":"blob upload unknown"}]}');
}

function receive(
  registry: PushRegistry,
  { repository, id, url }: Upload & { readonly url: URL },
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const { uploads, blobs } = registry;
  if (!uploads.has(id)) {
    status(registry, { repository, id }, response);
    return;
  }
  const from = /^(\d+)-/.exec(String(request.headers["content-range"] ?? ""))?.[1];
  if (from !== undefined && Number(from) !== uploads.get(id)?.length) {
    request.resume();
    response.writeHead(416).end();
    return;
  }
  // Keeps what arrived before a lost connection.
  request.on("error", () => undefined);
  request.on("data", (piece: Buffer) => uploads.set(id, Buffer.concat([uploads.get(id) ?? Buffer.alloc(0), piece])));
  request.on("end", () => {
    if (request.method === "PATCH") return accepted(registry, { repository, id }, response, 202);
    const bytes = uploads.get(id) ?? Buffer.alloc(0);
    const digest = `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
    uploads.delete(id);
    if (digest !== url.searchParams.get("digest")) return void response.writeHead(400).end();
    blobs.set(digest, bytes);
    keep(registry, repository, digest);
    response.writeHead(201, { "docker-content-digest": digest }).end();
  });
}

function keep({ has }: PushRegistry, repository: string, digest: string): void {
  has.set(repository, new Set([...(has.get(repository) ?? []), digest]));
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}
