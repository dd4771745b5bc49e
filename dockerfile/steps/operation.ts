import type { GitAddress } from "../stages/gitAddress.ts";

/**
 * Where files come from: the build's context or one of its named ones (by its name, normalized), the result of a stage,
 * or an image (by its key in the plan). `scratch` has none.
 */
export type Root =
  | { readonly kind: "scratch" }
  | { readonly kind: "context"; readonly named?: string }
  | { readonly kind: "stage"; readonly stage: number }
  | { readonly kind: "image"; readonly key: string };

/** A repository of ADD: flags of the instruction stand above what its address says. */
export interface GitSource {
  readonly kind: "git";
  /** As written. */
  readonly url: string;
  readonly address: GitAddress;
  readonly keepGitDir: boolean;
  readonly checksum?: string;
}

/** A source of COPY or ADD after expansion. */
export type CopySourcePlan =
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "url"; readonly url: string }
  | GitSource
  | { readonly kind: "content"; readonly name: string; readonly text: string };

export interface CopyOperation {
  readonly kind: "copy";
  readonly instruction: "COPY" | "ADD";
  readonly root: Root;
  readonly sources: readonly CopySourcePlan[];
  /** Absolute; ends in `/` if it must be a folder. */
  readonly destination: string;
  readonly chown?: string;
  readonly chmod?: string;
  readonly link: boolean;
  readonly parents: boolean;
  readonly excludes: readonly string[];
  /** Whether archives are unpacked; absent: local ones of ADD. */
  readonly unpack?: boolean;
  readonly checksum?: string;
}

/** One `--mount`, its words expanded. `options` as written, `type` and `from` left out. */
export interface MountPlan {
  readonly type: "bind" | "cache" | "tmpfs" | "secret" | "ssh";
  readonly root?: Root;
  readonly options: Readonly<Record<string, string>>;
}

export interface RunOperation {
  readonly kind: "run";
  readonly argv: readonly string[];
  /** `NAME=value`, ARGs in effect included. */
  readonly env: readonly string[];
  /** Names in `env` that only proxy build arguments give: no part of the cache key, as in BuildKit. */
  readonly proxies?: readonly string[];
  readonly cwd: string;
  /** As USER has it: `name`, `id`, `name:group`; "" is root. */
  readonly user: string;
  readonly network: "default" | "none" | "host";
  readonly mounts: readonly MountPlan[];
  /** A heredoc that begins with `#!`: put at /dev/pipes/NAME, read-only, executable. */
  readonly script?: { readonly name: string; readonly text: string };
}

export interface WorkdirOperation {
  readonly kind: "workdir";
  readonly path: string;
  readonly user: string;
  /** SOURCE_DATE_EPOCH: the time of the folder, if it makes one. */
  readonly sourceDateEpoch?: number;
}

/** What a step does to the file system. `none`: configuration only. */
export type Operation = RunOperation | CopyOperation | WorkdirOperation | { readonly kind: "none" };

export const NO_OPERATION: Operation = { kind: "none" };
