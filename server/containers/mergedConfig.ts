import type { ContainerSpec } from "#contract/container.ts";
import type { ContainerConfig } from "#contract/image.ts";

/** What a container is configured with: what `docker run` said over what the image says, as Docker merges them. */
export function mergedConfig(spec: ContainerSpec, image: ContainerConfig): ContainerConfig {
  return {
    User: spec.user ?? image.User ?? "",
    ...exposed(spec, image),
    Env: mergedEnv(spec.env ?? [], image.Env ?? []),
    Cmd: commandOf(spec, image),
    ...healthcheckOf(spec, image),
    Volumes: volumesOf(spec, image),
    WorkingDir: spec.workdir ?? image.WorkingDir ?? "",
    Entrypoint: entrypointOf(spec, image),
    OnBuild: image.OnBuild ?? null,
    Labels: { ...image.Labels, ...spec.labels },
    ...stopSignalOf(spec, image),
  };
}

/** The person's first, then the image's that they did not replace. A name without `=` removes the image's. */
function mergedEnv(own: readonly string[], image: readonly string[]): string[] {
  const nameOf = (text: string): string => text.split("=", 1)[0] ?? text;
  const names = new Set(own.map(nameOf));
  return [...own.filter((text) => text.includes("=")), ...image.filter((text) => !names.has(nameOf(text)))];
}

function isCleared(entrypoint: readonly string[]): boolean {
  return entrypoint.length === 0 || (entrypoint.length === 1 && entrypoint[0] === "");
}

function entrypointOf({ entrypoint }: ContainerSpec, image: ContainerConfig): string[] | null {
  if (entrypoint === undefined) return image.Entrypoint ?? null;
  return isCleared(entrypoint) ? null : entrypoint;
}

function commandOf({ command, entrypoint }: ContainerSpec, image: ContainerConfig): string[] | null {
  if (command !== undefined && command.length > 0) return command;
  return entrypoint === undefined ? (image.Cmd ?? null) : null;
}

function exposed({ ports = [] }: ContainerSpec, image: ContainerConfig): Pick<ContainerConfig, "ExposedPorts"> {
  const published = ports.map(({ container, protocol }) => [`${container}/${protocol}`, {}]);
  const all = { ...image.ExposedPorts, ...Object.fromEntries(published) };
  return Object.keys(all).length === 0 ? {} : { ExposedPorts: all };
}

function volumesOf({ mounts = [] }: ContainerSpec, image: ContainerConfig): ContainerConfig["Volumes"] {
  const anonymous = mounts.filter((mount) => mount.type === "volume" && mount.name === undefined);
  const all = { ...image.Volumes, ...Object.fromEntries(anonymous.map(({ target }) => [target, {}])) };
  return Object.keys(all).length === 0 ? null : all;
}

function healthcheckOf({ healthcheck }: ContainerSpec, image: ContainerConfig): Pick<ContainerConfig, "Healthcheck"> {
  if (healthcheck === undefined) return image.Healthcheck === undefined ? {} : { Healthcheck: image.Healthcheck };
  return { Healthcheck: { ...image.Healthcheck, ...healthcheck } };
}

function stopSignalOf({ stopSignal }: ContainerSpec, image: ContainerConfig): Pick<ContainerConfig, "StopSignal"> {
  const signal = stopSignal ?? image.StopSignal;
  return signal === undefined ? {} : { StopSignal: signal };
}
