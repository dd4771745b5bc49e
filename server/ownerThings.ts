import type { Services } from "./http/services.ts";
import type { OwnerThings } from "./rooms/roomEnds.ts";

/** All that an owner has in the services. */
export function ownerThings({ builds, containers }: Omit<Services, "rooms">): OwnerThings {
  return {
    async stop(owner) {
      await builds.cancelAll(owner);
      for (const { id, state } of containers.list(owner)) {
        if (state.phase === "running") await containers.kill(owner, id);
      }
    },
    async forget(owner) {
      await builds.forget(owner);
    },
  };
}
