import { registryError } from "../protocol/registryError.ts";

/** What a workspace has pushed. */
export interface Held {
  /** Blobs, manifests, and tags of all repositories. */
  readonly entries: number;
  /** Bytes of the blobs and manifests. */
  readonly bytes: number;
}

export interface HeldLimits {
  readonly entries: number;
  readonly heldBytes: number;
}

/** The bytes that may be added. Throws a RegistryError (DENIED) if none may. */
export function roomLeft({ entries, bytes }: Held, limits: HeldLimits): number {
  if (entries >= limits.entries) throw registryFull(`${entries} blobs, manifests, and tags`);
  const room = limits.heldBytes - bytes;
  if (room <= 0) throw registryFull(`${bytes} bytes`);
  return room;
}

export function registryFull(held: string) {
  return registryError("DENIED", { message: `The registry is full: it holds ${held}. Delete images first.` });
}
