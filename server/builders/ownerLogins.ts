import type { Digest } from "#contract/names/digest.ts";
import type { TransferProgress } from "#contract/transfer.ts";

/** The password may be an access token. */
export interface OwnerLogin {
  readonly username: string;
  readonly password: string;
}

export interface PullWithLogin {
  readonly platform: string;
  readonly onProgress: (progress: TransferProgress) => void;
}

/** What people logged in to. */
export interface OwnerLogins {
  /** An owner's own, by registry host; never the operator's. */
  of(owner: string): Readonly<Record<string, OwnerLogin>>;
  /** Pulls an image with them, from here: it becomes one of the owner's. Throws a ProblemError. */
  pull(owner: string, reference: string, options: PullWithLogin, signal: AbortSignal): Promise<{ readonly id: Digest }>;
}
