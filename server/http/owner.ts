import type { FastifyRequest } from "fastify";
import { DEFAULT_WORKSPACE } from "#server/workspaces/workspaceStore.ts";

/** The workspace a request belongs to. In the default mode there is one, and no login. */
export function ownerOf(_request: FastifyRequest): string {
  return DEFAULT_WORKSPACE;
}
