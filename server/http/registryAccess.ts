import { hostName, isLoopback, isLoopbackName } from "./security.ts";

/**
 * Why a request may not use the registry; undefined if it may. Docker's clients can't show which workspace is theirs, so
 * only this machine may use it: the server listens on loopback, and no proxy serves it under another name.
 */
export function registryClosed(listening: string, host: string | undefined): string | undefined {
  const name = hostName(host ?? "");
  if (isLoopback(listening) && name !== undefined && isLoopbackName(name)) return undefined;
  return "Strata's registry can only be used on the machine it runs on, as localhost, with HOST set to loopback.";
}
