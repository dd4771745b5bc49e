import { CONFIG_KEYS, type Inspect } from "#contract/image.ts";
import { contentSize } from "./contentSize.ts";
import type { InspectedImage } from "./inspectedImage.ts";

/**
 * The output of `docker image inspect` (Docker Engine API 1.51, `ImageInspect`), without the fields of Docker's own store
 * (GraphDriver). Keys of Config in Docker's order.
 */
export function inspectImage(image: InspectedImage): Inspect {
  const { config } = image;
  const { diff_ids: diffIds } = config.rootfs;
  return {
    Id: image.id,
    RepoTags: [...image.tags],
    RepoDigests: [...image.repoDigests],
    Parent: "",
    Comment: textOf(config.comment) || (config.history?.at(-1)?.comment ?? ""),
    ...(config.created !== undefined && { Created: config.created }),
    DockerVersion: textOf(config.docker_version),
    Author: config.author ?? "",
    Architecture: config.architecture,
    ...(config.variant !== undefined && { Variant: config.variant }),
    Os: config.os,
    ...(textOf(config["os.version"]) && { OsVersion: config["os.version"] }),
    Size: contentSize(image),
    // Go's omitempty.
    RootFS: { Type: "layers", ...(diffIds.length > 0 && { Layers: [...diffIds] }) },
    Metadata: { LastTagTime: image.lastTagTime ?? "0001-01-01T00:00:00Z" },
    Config: dockerConfig(config.config ?? {}),
  };
}

/** Of a key that the image specification does not have, or has for other systems only. */
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/**
 * Docker prints some keys even if the image's configuration leaves them out, and none of the container that its old builder
 * and `docker commit` made the image from.
 */
function dockerConfig(config: NonNullable<InspectedImage["config"]["config"]>): Record<string, unknown> {
  const all: Record<string, unknown> = {
    Cmd: null,
    Entrypoint: null,
    Env: null,
    Labels: null,
    OnBuild: null,
    User: "",
    Volumes: null,
    WorkingDir: "",
    ...Object.fromEntries(CONFIG_KEYS.flatMap((key) => (isEmpty(config[key], key) ? [] : [[key, config[key]]]))),
  };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Go's omitempty: it keeps what a pointer points to. */
function isEmpty(value: unknown, key: string): boolean {
  if (key === "Healthcheck") return !value;
  return typeof value === "object" && value !== null ? Object.keys(value).length === 0 : !value;
}
