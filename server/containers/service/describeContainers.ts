import type { ContainersDescription } from "#contract/health.ts";
import { engineNetwork } from "../docker/engineNetwork.ts";
import type { ContainerServiceOptions } from "./containerParts.ts";
import type { RuntimeHost } from "./runtimeHost.ts";

/** What runs containers here. Nothing is started only to find out. */
export async function describeContainers(
  { settings, docker }: ContainerServiceOptions,
  host: RuntimeHost,
): Promise<ContainersDescription> {
  const probed = host.isKnown ? undefined : await host.choose();
  const network = settings.network.mode;
  return {
    runtime: host.kind,
    available: probed?.ok ?? true,
    ...(probed?.ok === false && { reason: [probed.reason, ...probed.waysOut].join(" ") }),
    network: host.kind === "docker" ? engineNetwork(network, docker?.isShared ?? true) : network,
    ...(probed?.ok === true && probed.engine !== undefined && { engine: probed.engine }),
  };
}
