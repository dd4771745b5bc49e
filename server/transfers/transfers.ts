import type { ContainerConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { LoadedImage, Login, LoginRequest, StandIn, TransferProgress } from "#contract/transfer.ts";

export interface Pulled {
  /** Digest of the image's configuration. */
  readonly id: Digest;
  /** Digest of the manifest or index that the name stands for. */
  readonly digest: Digest;
  /** As Docker prints it: `docker.io/library/busybox:latest`. */
  readonly reference: string;
  /** False if the image was here already. */
  readonly isNew: boolean;
  /** What is used because no registry is reachable. */
  readonly standIn?: StandIn;
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

export interface ImportOptions {
  /** As entered; without one, the image has no name. */
  readonly name?: string;
  /** Of the history. */
  readonly message?: string;
  /** After the instructions of `--change`. */
  readonly config?: ContainerConfig;
}

/**
 * Moves images from and to registries and archives, with each owner's logins. Passwords are never in logs, problems, or events. Throws
 * a ProblemError: registry/…, image/…, store/full.
 */
export interface Transfers {
  /**
   * The image becomes one of the owner's. Without a login and a reachable registry, the owner's image of that name stays, or one that
   * is kept for offline use takes its place.
   */
  pull(owner: string, reference: string, options: PullOptions, signal: AbortSignal): Promise<Pulled>;
  push(
    owner: string,
    reference: string,
    onProgress: (progress: TransferProgress) => void,
    signal: AbortSignal,
    /** In place of the owner's login. */
    auth?: TransferAuth,
  ): Promise<Pushed>;
  /** `docker load`: the images of an archive become the owner's. Images before one that is invalid stay. */
  load(owner: string, archive: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<readonly LoadedImage[]>;
  /** `docker import`: a root file system as a tar becomes an image with one layer. Returns its ID. */
  import(owner: string, tar: AsyncIterable<Uint8Array>, options: ImportOptions, signal: AbortSignal): Promise<Digest>;
  /** Asks the registry whether the password is right. Throws registry/login. */
  login(owner: string, request: LoginRequest, signal: AbortSignal): Promise<void>;
  /** Whether there was one. */
  logout(owner: string, registry: string | undefined): boolean;
  logins(owner: string): Login[];
}
