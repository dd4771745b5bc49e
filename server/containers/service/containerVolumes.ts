import type { Container, ContainerMount, ContainerSpec } from "#contract/container.ts";
import { problemError } from "#contract/problemError.ts";
import type { Volumes } from "../volumes.ts";

type ContainerVolume = Container["volumes"][number];
type VolumeMount = ContainerMount & { readonly type: "volume" };

/** The volumes that a container mounts: those asked for, and an anonymous one for each other VOLUME of its image. */
export function volumeMounts(spec: ContainerSpec, declared: Readonly<Record<string, unknown>> = {}): VolumeMount[] {
  const mounts = spec.mounts ?? [];
  for (const { target } of mounts) requireAbsolute(target);
  const taken = new Set(mounts.map(({ target }) => cleanTarget(target)));
  if (taken.size < mounts.length) throw duplicate(mounts);
  const missing = Object.keys(declared).filter((target) => !taken.has(cleanTarget(target)));
  return [
    ...mounts.flatMap((mount) => (mount.type === "volume" ? [mount] : [])),
    ...missing.map((target) => ({ type: "volume" as const, target })),
  ];
}

/** Makes the missing ones. Throws container/invalid, container/limit. */
export function makeVolumes(volumes: Volumes, owner: string, mounts: readonly VolumeMount[]): ContainerVolume[] {
  return mounts.map(({ name, target, readOnly = false }) => {
    const made = volumes.create(owner, name);
    return { name: made.name, target: cleanTarget(target), readOnly, anonymous: made.anonymous };
  });
}

function cleanTarget(target: string): string {
  return target.length > 1 ? target.replace(/\/+$/, "") : target;
}

function requireAbsolute(target: string): void {
  if (target.startsWith("/") && target !== "/") return;
  const why = target === "/" ? "destination can't be '/'" : "mount path must be absolute";
  const detail = `invalid mount config: invalid specification: ${why}`;
  throw problemError("container/invalid", detail, { next: "Name a folder of the container, such as /data." });
}

function duplicate(mounts: readonly ContainerMount[]) {
  const targets = mounts.map(({ target }) => cleanTarget(target));
  const twice = targets.find((target, index) => targets.indexOf(target) !== index) ?? "";
  return problemError("container/invalid", `Duplicate mount point: ${twice}`, { next: "Mount one thing at a path." });
}
