import type { TextEdit } from "#contract/diagnostic.ts";
import type { WasteCause } from "#contract/image.ts";
import type { LeftoverCode } from "#contract/imageLeftovers.ts";

export interface DeadFixRequest {
  /** A line of the instruction that stores the bytes, and of the one that hides them (zero-based). */
  readonly storedAt: number;
  readonly hiddenAt: number;
  readonly cause: WasteCause;
  /** What the hiding layer deletes, absolute, a folder for all in it; none if it also hides bytes of other layers. */
  readonly deleted: readonly string[];
  /** Whether the hiding layer hides bytes of other layers too. */
  readonly alone: boolean;
  /** Paths of the files in the context. */
  readonly contextPaths: readonly string[];
}

export interface LeftoverFixRequest {
  readonly code: LeftoverCode;
  /** In the image, absolute. */
  readonly path: string;
  /** A line of the instruction that stores it (zero-based). */
  readonly storedAt: number;
  /** Paths of the files in the context. */
  readonly contextPaths: readonly string[];
}

/** What keeps bytes out of the image: edits of the Dockerfile, and for `ignore` new lines of .dockerignore. */
export type DeadFix =
  /** One RUN of those from one line to another (one-based). */
  | { readonly kind: "join"; readonly edits: readonly TextEdit[]; readonly lines: readonly [number, number] }
  /** `ignored` never reaches the build, and nothing is left to delete. */
  | { readonly kind: "ignore"; readonly edits: readonly TextEdit[]; readonly ignored: readonly string[] }
  /** COPY sets mode or owner itself. */
  | { readonly kind: "copy-flag"; readonly edits: readonly TextEdit[]; readonly flag: string }
  /** A RUN keeps what it downloads in a mount that no layer stores. */
  | { readonly kind: "cache-mount"; readonly edits: readonly TextEdit[]; readonly target: string }
  /** The same COPY stands there twice. */
  | { readonly kind: "copy-once"; readonly edits: readonly TextEdit[] };
