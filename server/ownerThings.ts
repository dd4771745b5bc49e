import type { Services } from "./http/base/services.ts";
import type { OwnerThings } from "./rooms/roomEnds.ts";

/** All that an owner has in the services. */
export function ownerThings(services: Omit<Services, "rooms">): OwnerThings {
  const { builds, containers, consoles } = services;
  return {
    async stop(owner) {
      await consoles.end(owner);
      await builds.cancelAll(owner);
      const running = containers.list(owner).filter(({ state }) => state.phase === "running");
      await Promise.all(running.map(({ id }) => containers.kill(owner, id)));
    },
    async forget(owner) {
      await forgetContainers(services, owner);
      await builds.forget(owner);
      await consoles.forget(owner);
      services.registry.forget(owner);
      services.images.forget(owner);
      services.transfers.forget(owner);
      services.lessons.forget(owner);
      services.shares.forget(owner);
      await services.bodies.workspaces.forget(owner);
      await forgetCacheMounts(services, owner);
      // Nobody has the content any longer.
      services.onPush();
    },
  };
}

async function forgetContainers({ containers }: Pick<Services, "containers">, owner: string): Promise<void> {
  for (const { id } of containers.list(owner)) await containers.remove(owner, id, { force: true, volumes: true });
  await containers.pruneVolumes(owner, true);
}

/** Throws `cache-mount/in-use` while any build is running. */
async function forgetCacheMounts({ cacheMounts }: Pick<Services, "cacheMounts">, owner: string): Promise<void> {
  for (const { id } of await cacheMounts.list(owner)) await cacheMounts.remove(owner, id);
}
