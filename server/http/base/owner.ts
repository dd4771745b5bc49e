import type { FastifyRequest } from "fastify";
import type { Member } from "#server/identity/member.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** The owner of a request's workspaces, builds, images, and caches. */
    owner: string;
    /** The learner whose browser sent it. */
    member: Member | undefined;
  }
}

/** Without a login, requests with the same cookie are one person's; a server for one person has only one owner. */
export function ownerOf({ owner }: FastifyRequest): string {
  return owner;
}
