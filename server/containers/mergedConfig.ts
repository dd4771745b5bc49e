import type { ContainerSpec } from "#contract/container.ts";
import type { ContainerConfig } from "#contract/image.ts";
import { containerConfig } from "./committedConfig.ts";

/** `Config` of the Engine API, with the keys that it also has if they are empty. `spec` is a container's. */
export function mergedConfig(spec: ContainerSpec, image: ContainerConfig): ContainerConfig {
  return {
    User: "",
    Env: [],
    Cmd: null,
    Volumes: null,
    WorkingDir: "",
    Entrypoint: null,
    OnBuild: null,
    Labels: {},
    ...containerConfig(spec, image),
  };
}
