import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { sharePage } from "#contract/pagePaths.ts";
import { paths } from "#contract/paths.ts";
import { shareListSchema, shareRequestSchema, shareSchema } from "#contract/share.ts";
import { workspaceCreatedSchema } from "#contract/workspace.ts";
import { CreateRate } from "#server/shares/createRate.ts";
import { forkContent } from "#server/shares/forkContent.ts";
import { gatherShare } from "#server/shares/gather/gatherShare.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

/** Any other ID is simply not found. */
export const shareParams = z.object({ id: z.string().max(64) });

const MINUTE = 60_000;
/** Of one person, and of one address, behind which a class can be. */
const PER_OWNER = { count: 20, perMs: MINUTE };
const PER_ADDRESS = { count: 200, perMs: MINUTE };

/** Make, list, describe, remove, and fork shares. */
export function shareRoutes(services: Services): FastifyPluginAsyncZod {
  const { bodies, shares } = services;
  const perOwner = new CreateRate(PER_OWNER);
  const perAddress = new CreateRate(PER_ADDRESS);

  return async (app) => {
    app.post(
      paths.shares,
      {
        schema: {
          summary: "Share a copy of a workspace, and of the result of a build. The same content has the same link",
          body: shareRequestSchema,
          response: { 201: shareSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        perOwner.take(owner);
        perAddress.take(request.ip);
        const id = shares.put(owner, await gatherShare(services, owner, request.body));
        return reply.code(201).header("location", sharePage(id)).send(shares.describe(owner, id));
      },
    );

    app.get(
      paths.shares,
      { schema: { summary: "List one's own shares, newest first", response: { 200: shareListSchema, ...failures } } },
      async (request) => shares.list(ownerOf(request)),
    );

    app.get(
      paths.share,
      {
        schema: {
          summary: "Describe a share: what it has, and what is missing",
          params: shareParams,
          response: { 200: shareSchema, ...failures },
        },
      },
      async (request) => shares.describe(ownerOf(request), request.params.id),
    );

    app.delete(
      paths.share,
      {
        schema: {
          summary: "Remove one's own share. If others shared the same content, their link stays",
          params: shareParams,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        shares.remove(ownerOf(request), request.params.id);
        return reply.code(204).send();
      },
    );

    app.post(
      paths.shareFork,
      {
        schema: {
          summary: "Make a workspace of one's own with the files and settings of a share",
          params: shareParams,
          response: { 201: workspaceCreatedSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const { json, blobs } = forkContent(shares.manifest(request.params.id), shares.blobs);
        for (const digest of blobs) await bodies.workspaces.noteSent(owner, digest);
        return reply.code(201).send(await bodies.workspaces.create(owner, inOne(json)));
      },
    );
  };
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes;
}
