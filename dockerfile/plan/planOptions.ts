import type { Platform } from "#contract/names/platform.ts";
import type { NamedContexts } from "./namedContext.ts";

/** What of a build's request its plan depends on. */
export interface PlanOptions {
  readonly target: string | undefined;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly network: "default" | "none" | "host";
  /** What is built for, and what this machine is. */
  readonly platform: Platform;
  readonly buildPlatform: Platform;
  /** Labels of the image beside those of the Dockerfile, which they win over. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly namedContexts?: NamedContexts;
}
