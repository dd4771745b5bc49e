import { hostName, isLoopback, isLoopbackName } from "./security.ts";

export interface RegistryVisibility {
  /** The address that the server listens on. */
  readonly listening: string;
  /** Whether people are told apart. */
  readonly separate: boolean;
}

/**
 * Why a request may not use the registry; undefined if it may. Docker's clients can't show which person's it is, so only a
 * server for one person has it: on loopback, and no proxy serves it under another name.
 */
export function registryClosed({ listening, separate }: RegistryVisibility, host: string | undefined) {
  const name = hostName(host ?? "");
  if (!separate && isLoopback(listening) && name !== undefined && isLoopbackName(name)) return undefined;
  return "Strata's registry can only be used on the machine it runs on, as localhost, with HOST set to loopback and STRATA_SEPARATE not set to yes.";
}
