import type { BaseImage } from "#contract/base.ts";
import type { WalkOptions } from "../stages/walkStages.ts";

/** What the services may know beside the text; all of it optional. */
export interface LanguageEnvironment {
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Platform to build for. */
  readonly platform?: string;
  /** References of available images. */
  readonly images?: readonly string[];
  /** Paths in the context, folders with a slash at their end. */
  readonly contextPaths?: readonly string[];
  /** Address of the context's folder, with a slash at its end: what its files' links begin with. */
  readonly contextUri?: string;
  /** What is known of images, by the names that the text gives them. */
  readonly baseImages?: Readonly<Record<string, BaseImage>>;
  /** Tags of repositories, by the names that the text gives them. */
  readonly tags?: Readonly<Record<string, readonly string[]>>;
}

/** What `walkStages` asks for of it. */
export function walkOptionsOf({ buildArgs, baseImages = {} }: LanguageEnvironment): WalkOptions {
  return {
    ...(buildArgs === undefined ? {} : { buildArgs }),
    imageEnv: (name) => (Object.hasOwn(baseImages, name) ? (baseImages[name]?.config?.Env ?? []) : undefined),
  };
}
