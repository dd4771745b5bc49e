import type { FastifyRequest } from "fastify";
import { DEFAULT_WORKSPACE } from "#server/workspaces/workspaceStore.ts";

/** The workspace of a request. In the default mode there is only one, without a login. */
export function ownerOf(_request: FastifyRequest): string {
  return DEFAULT_WORKSPACE;
}
