import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openContextStore } from "#server/contexts/contextStore.ts";
import type { TestEngines } from "#server/docker/testEngines.ts";
import type { RegistrySettings } from "#server/oci/distribution/registrySettings.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { type ImageStore, openImageStore } from "#server/oci/store/imageStore.ts";
import { ensureStarterImages } from "#server/oci/store/starter.ts";
import type { BuilderFixture } from "../builderFixture.ts";
import { type BuildKitSettings, createBuildKitBuilder } from "./buildKitBuilder.ts";
import { serveRemoteBuildKit } from "./remoteBuildKit.ts";
import type { NamedBuilder } from "./settings/builderSettings.ts";

export const BOUNDS = { outputBytes: 1e6, diskBytes: 200e6, seconds: 120 };

export type OpenedBuildKit = BuilderFixture & { readonly dataDir: string };

/** For tests: a builder with stores of its own. */
export function openBuildKit(
  docker: string,
  named: Pick<NamedBuilder, "driver" | "endpoint"> & Partial<NamedBuilder>,
  bounds: Partial<typeof BOUNDS> = {},
  registry: RegistrySettings = { mirrors: [] },
  given: (stores: { readonly dataDir: string; readonly images: ImageStore }) => Partial<BuildKitSettings> = () => ({}),
): OpenedBuildKit {
  const dataDir = mkdtempSync(join(tmpdir(), "strata-buildkit-"));
  const blobs = openBlobStore(join(dataDir, "blobs"));
  const images = openImageStore({ dir: dataDir, blobs });
  // Engines that tests start reach no registry.
  ensureStarterImages(images);
  const contexts = openContextStore(blobs);
  const builder = createBuildKitBuilder({
    dataDir,
    builder: { name: "tested", builds: 4, weight: 1, hostNetwork: false, ...named },
    docker,
    images,
    contexts,
    registry,
    bounds: { ...BOUNDS, ...bounds },
    isOperator: () => true,
    ...given({ dataDir, images }),
  });
  const close = async () => {
    await builder.close();
    images.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { builder, images, contexts, close, dataDir };
}

/** For tests: the builders of the engines, by what they are. */
export const TESTED_BUILDERS = {
  "a Docker engine": async ({ docker, plain }: TestEngines) =>
    openBuildKit(docker, { driver: "docker", endpoint: `unix://${plain}` }),
  "a Docker engine with the containerd image store": async ({ docker, containerd }: TestEngines) =>
    openBuildKit(docker, { driver: "docker", endpoint: `unix://${containerd}` }),
  "a remote BuildKit": async ({ docker, containerd }: TestEngines) => {
    const remote = await serveRemoteBuildKit(containerd);
    const opened = openBuildKit(docker, { driver: "remote", endpoint: remote.endpoint });
    const close = async () => {
      await opened.close();
      await remote.close();
    };
    return { ...opened, close };
  },
} as const satisfies Record<string, (engines: TestEngines) => Promise<OpenedBuildKit>>;
