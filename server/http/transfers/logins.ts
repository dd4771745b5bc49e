import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { paths } from "#contract/paths.ts";
import { loginListSchema, loginRequestSchema } from "#contract/transfer.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, nothing } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { signalOf } from "../base/signalOf.ts";

const params = z.object({ registry: z.string().min(1).max(255) });
/** Registries answer in a second or so. */
const PATIENCE_MS = 60_000;

/** Log in to registries and out of them. */
export function loginRoutes({ transfers }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.logins,
      { schema: { summary: "List the logins to registries", response: { 200: loginListSchema, ...failures } } },
      async (request) => ({ logins: transfers.logins(ownerOf(request)) }),
    );

    app.post(
      paths.logins,
      {
        schema: {
          summary: "Log in to a registry, if it accepts the password",
          body: loginRequestSchema,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        const signal = AbortSignal.any([signalOf(reply), AbortSignal.timeout(PATIENCE_MS)]);
        await transfers.login(ownerOf(request), request.body, signal);
        return reply.code(204).send();
      },
    );

    app.delete(
      paths.login,
      {
        schema: {
          summary: "Log out of a registry",
          params,
          response: { 204: nothing, ...failures },
        },
      },
      async (request, reply) => {
        transfers.logout(ownerOf(request), request.params.registry);
        return reply.code(204).send();
      },
    );
  };
}
