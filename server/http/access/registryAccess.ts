import type { FastifyRequest } from "fastify";
import { hostName, isLoopback, isLoopbackName } from "./security.ts";

export interface RegistryVisibility {
  /** The address that the server listens on. */
  readonly listening: string;
  /** Whether the server has separate owners. */
  readonly separate: boolean;
}

/**
 * Why a request may not use the registry; undefined if it may. Docker's clients don't send a cookie, so only a
 * server for one person offers it: on loopback, and not through a proxy under another name.
 */
export function registryClosed({ listening, separate }: RegistryVisibility, host: string | undefined) {
  const name = hostName(host ?? "");
  if (!separate && isLoopback(listening) && name !== undefined && isLoopbackName(name)) return undefined;
  return "Strata's registry can only be used on the machine it runs on, as localhost, with HOST set to loopback and STRATA_SEPARATE not set to yes.";
}

/** What pulls and pushes of the server itself call the registry by; undefined if it does not listen on loopback. */
export function registryName(listening: string, { socket }: FastifyRequest): string | undefined {
  const isThere = isLoopback(listening) || listening === "0.0.0.0" || listening === "::";
  return isThere ? `localhost:${socket.localPort}` : undefined;
}
