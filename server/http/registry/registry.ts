import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from "fastify";
import { PASS_HEADER } from "#server/oci/distribution/protocol/ownServer.ts";
import { registryError } from "#server/oci/distribution/protocol/registryError.ts";
import { parseRegistryPath, type RegistryPath } from "#server/oci/distribution/protocol/registryPath.ts";
import { type RegistryVisibility, registryClosed } from "../access/registryAccess.ts";
import { ownerOf } from "../base/owner.ts";
import type { Services } from "../base/services.ts";
import { streamBodies } from "../base/upload.ts";
import { answerBlob } from "./registryBlobs.ts";
import { type Exchange, unsupported } from "./registryExchange.ts";
import { listReferrers, listTags } from "./registryLists.ts";
import { answerManifest } from "./registryManifests.ts";
import { handleRegistryError } from "./registryReply.ts";
import { continueUpload, startUpload } from "./registryUploads.ts";

/** The registry of the workspace: the OCI distribution API, for docker, skopeo, and the like. */
export function registryRoutes(
  { registry, manifests, onPush, passes }: Services,
  visibility: RegistryVisibility,
): FastifyPluginAsync {
  return async (app) => {
    app.removeAllContentTypeParsers();
    streamBodies(app, ["*"]);
    app.setErrorHandler(handleRegistryError);
    app.addHook("onRequest", async (request, reply) => {
      reply.header("docker-distribution-api-version", "registry/2.0");
      const pass = request.headers[PASS_HEADER];
      const owner = typeof pass === "string" ? passes.ownerOf(pass) : undefined;
      if (owner !== undefined) {
        request.owner = owner;
        return;
      }
      const message = registryClosed(visibility, request.headers.host);
      if (message !== undefined) throw registryError("DENIED", { message });
    });
    for (const url of ["/v2", "/v2/*"]) addRoute(app, url, { registry, manifests, onPush });
  };
}

function addRoute(
  app: FastifyInstance,
  url: string,
  services: Pick<Exchange, "registry" | "manifests" | "onPush">,
): void {
  app.route({
    method: ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
    url,
    schema: { hide: true },
    handler: async (request, reply) => {
      const [path = ""] = request.url.split("?");
      return await answer({ request, reply, ...services }, requirePath(path));
    },
  });
}

function requirePath(path: string): RegistryPath {
  const parsed = parseRegistryPath(path);
  if (parsed.ok) return parsed.path;
  if (parsed.why === "name") throw registryError("NAME_INVALID");
  throw registryError("UNSUPPORTED", { status: 404, message: "No route of the registry has this path." });
}

function answer(exchange: Exchange, path: RegistryPath): FastifyReply | Promise<FastifyReply> {
  if (path.about === "base") return answerBase(exchange);
  const { request } = exchange;
  const host = (request.headers.host ?? "").toLowerCase();
  const place = { workspace: ownerOf(request), repository: path.repository, host };
  switch (path.about) {
    case "manifest":
      return answerManifest(exchange, place, path.reference);
    case "blob":
      return answerBlob(exchange, place, path.digest);
    case "uploads":
      return startUpload(exchange, place);
    case "upload":
      return continueUpload(exchange, place, path.id);
    case "tags":
      return listTags(exchange, place);
    case "referrers":
      return listReferrers(exchange, place, path.digest);
  }
}

function answerBase(exchange: Exchange): FastifyReply {
  const { method } = exchange.request;
  return method === "GET" || method === "HEAD" ? exchange.reply.send({}) : unsupported(exchange);
}
