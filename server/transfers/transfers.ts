import type { Digest } from "#contract/names/digest.ts";
import type { Login, LoginRequest, TransferProgress } from "#contract/transfer.ts";

export interface Pulled {
  /** Digest of the image's configuration. */
  readonly id: Digest;
  /** Digest of the manifest or index that the name stands for. */
  readonly digest: Digest;
  /** As Docker prints it: `docker.io/library/busybox:latest`. */
  readonly reference: string;
  /** False if the image was here already. */
  readonly isNew: boolean;
}

export interface Pushed {
  readonly reference: string;
  /** Digest and bytes of the manifest in the registry. */
  readonly digest: Digest;
  readonly size: number;
}

/** Who a person is at a registry, for one transfer only: nothing of it is kept. */
export interface TransferAuth {
  readonly username: string;
  readonly password: string;
}

export interface PullOptions {
  readonly platform?: string;
  /** In place of the owner's login. */
  readonly auth?: TransferAuth;
  readonly onProgress: (progress: TransferProgress) => void;
}

/**
 * Moves images from and to registries, with each owner's logins. Passwords are never in logs, problems, or events. Throws
 * a ProblemError: registry/…, image/…, store/full.
 */
export interface Transfers {
  /** The image becomes one of the owner's. */
  pull(owner: string, reference: string, options: PullOptions, signal: AbortSignal): Promise<Pulled>;
  push(
    owner: string,
    reference: string,
    onProgress: (progress: TransferProgress) => void,
    signal: AbortSignal,
    /** In place of the owner's login. */
    auth?: TransferAuth,
  ): Promise<Pushed>;
  /** Asks the registry whether the password is right. Throws registry/login. */
  login(owner: string, request: LoginRequest, signal: AbortSignal): Promise<void>;
  /** Whether there was one. */
  logout(owner: string, registry: string | undefined): boolean;
  logins(owner: string): Login[];
}
