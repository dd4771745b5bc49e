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

/** What whoever sends the request calls the registry by; undefined if they may not use it. */
export function registryName(visibility: RegistryVisibility, { headers, socket }: FastifyRequest): string | undefined {
  return registryClosed(visibility, headers.host) === undefined ? `localhost:${socket.localPort}` : undefined;
}
