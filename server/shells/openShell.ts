import type { ContainerConfig, HistoryEntry, ImageConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import type { OpenedShell } from "#contract/openedShell.ts";
import { problemError } from "#contract/problemError.ts";
import type { BuildService } from "#server/builds/buildService.ts";
import type { Containers } from "#server/containers/containers.ts";
import { dropHidden } from "#server/images/dropHidden.ts";
import type { ImageReader } from "#server/inspection/imageReader.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";

interface ShellServices {
  readonly builds: BuildService;
  readonly images: ImageStore;
  readonly imageReader: ImageReader;
  readonly containers: Containers;
}

/** What to look into. */
export interface ShellPlace {
  /** Base first. */
  readonly layers: readonly Digest[];
  readonly config: ContainerConfig;
  readonly history: readonly HistoryEntry[];
  readonly platform: { readonly os: string; readonly architecture: string; readonly variant?: string };
  /** The container's, if they are not the configuration's. */
  readonly env?: readonly string[];
  readonly workdir?: string;
  readonly user?: string;
  /** For messages: `step`, `layer`. */
  readonly what: string;
}

/**
 * Creates a container with a terminal in which a shell shows these files, from an image that no list shows: it stays as
 * long as a container uses it. Throws a ProblemError: image/not-found, container/invalid if there is no shell, and what
 * creating a container throws.
 */
export async function openShell(
  { images, imageReader, containers, builds }: ShellServices,
  owner: string,
  { layers, config, history, platform, env, workdir, user, what }: ShellPlace,
): Promise<OpenedShell["container"]> {
  const shell = await imageReader.shell({ layers, preferred: config.Shell?.[0] });
  if (shell === undefined) {
    throw problemError("container/invalid", `The files at this ${what} have no shell.`, {
      next: "Look at them in Files. A shell needs /bin/sh, as in busybox or debian.",
    });
  }
  const dropUnused = () => dropHidden({ images, containers, builds }, owner);
  // Those of containers that went while the server was down.
  dropUnused();
  const image: ImageConfig = {
    ...platform,
    config,
    history: [...history],
    rootfs: { type: "layers", diff_ids: [...layers] },
  };
  const { id } = images.put({ workspace: owner, config: encodeImageConfig(image), layers, tags: [], hidden: true });
  const container = await containers.create(owner, {
    image: id,
    entrypoint: [shell],
    command: [],
    ...(env && { env: [...env] }),
    ...(workdir !== undefined && { workdir }),
    ...(user !== undefined && { user }),
    terminal: true,
    stdin: true,
  });
  const unwatch = containers.watch(owner, (event) => {
    if (event.type !== "removed" || event.id !== container.id) return;
    unwatch();
    dropUnused();
  });
  return container;
}
