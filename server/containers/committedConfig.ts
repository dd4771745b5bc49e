import type { ContainerSpec } from "#contract/container.ts";
import type { ContainerConfig, HistoryEntry, ImageConfig } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { withoutEmpty } from "#contract/withoutEmpty.ts";

/**
 * The configuration that a container hands on to an image made of it (moby's container.Config). `spec` has everything
 * from the image filled in.
 */
export function containerConfig(spec: ContainerSpec, image: ContainerConfig = {}): ContainerConfig {
  const ports = (spec.ports ?? []).map(({ container, protocol }) => `${container}/${protocol}`);
  const volumes = (spec.mounts ?? []).flatMap((mount) =>
    mount.type === "volume" && mount.name === undefined ? [mount.target] : [],
  );
  const isRoot = spec.workdir === "/" && (image.WorkingDir ?? "") === "";
  return withoutEmpty({
    User: spec.user,
    ExposedPorts: { ...image.ExposedPorts, ...empties(ports) },
    Env: spec.env,
    Entrypoint: spec.entrypoint,
    Cmd: spec.command,
    Volumes: { ...image.Volumes, ...empties(volumes) },
    WorkingDir: isRoot ? "" : spec.workdir,
    Labels: spec.labels,
    StopSignal: spec.stopSignal,
    Healthcheck: spec.healthcheck,
  });
}

function empties(names: readonly string[]): Record<string, Record<string, never>> {
  return Object.fromEntries(names.map((name) => [name, {}]));
}

export interface CommitNotes {
  /** The container's command, without its entrypoint. */
  readonly command: readonly string[];
  /** RFC 3339. */
  readonly created: string;
  readonly message: string | undefined;
  readonly author: string | undefined;
}

/** The image's configuration with one more row, and one more layer unless the container changed nothing. */
export function committedImage(
  image: ImageConfig,
  config: ContainerConfig,
  layer: Digest | undefined,
  { command, created, message, author }: CommitNotes,
): ImageConfig {
  const { architecture, os, variant, rootfs, history = [] } = image;
  const createdBy = command.join(" ");
  const row: HistoryEntry = {
    created,
    ...(createdBy !== "" && { created_by: createdBy }),
    ...(author !== undefined && author !== "" && { author }),
    ...(message !== undefined && message !== "" && { comment: message }),
    ...(layer === undefined && { empty_layer: true }),
  };
  return {
    architecture,
    ...(author !== undefined && author !== "" && { author }),
    config: withoutEmpty(config),
    created,
    history: [...history, row],
    os,
    rootfs: { type: "layers", diff_ids: [...rootfs.diff_ids, ...(layer === undefined ? [] : [layer])] },
    ...(variant !== undefined && { variant }),
  };
}
