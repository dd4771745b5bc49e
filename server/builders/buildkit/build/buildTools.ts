import type { ContextStore } from "#server/contexts/contextStore.ts";
import type { RegistrySettings } from "#server/oci/distribution/registrySettings.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { OwnerLogins } from "../../ownerLogins.ts";
import type { DockerClient } from "../client/clientSettings.ts";
import type { LentImages } from "../context/lentImages.ts";
import type { BuilderMemory } from "../memory/builderMemory.ts";
import type { NamedBuilder } from "../settings/builderSettings.ts";

/** Bounds of one build, which hold on this side of the engine. */
export interface BuildBounds {
  /** Of its output. */
  readonly outputBytes: number;
  /** Of its image. */
  readonly diskBytes: number;
  readonly seconds: number;
}

/** What the builds of one builder share. */
export interface BuildTools {
  readonly builder: NamedBuilder;
  readonly client: DockerClient;
  readonly images: ImageStore;
  readonly contexts: ContextStore;
  readonly registry: RegistrySettings;
  readonly sshAgent?: string;
  readonly logins?: OwnerLogins;
  readonly bounds: BuildBounds;
  readonly lent: LentImages;
  /** What the builder did before. */
  readonly memory: BuilderMemory;
  /** Folders of running builds. */
  readonly workDir: string;
  /** Folders of caches that are kept here, by owner. */
  readonly cacheDir: string;
  /** Whether the engine gives archives, or only keeps images. */
  readonly exports: () => "archive" | "engine";
}
