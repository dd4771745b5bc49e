import type { DiskUse, DiskUseOfKind } from "#contract/diskUse.ts";
import { ownBytes } from "#contract/imageSharing.ts";
import type { Containers } from "#server/containers/containers.ts";
import { sharedLayers } from "#server/oci/inspect/sharedLayers.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { usedImages } from "./imageUsers.ts";

export interface DiskUsers {
  readonly images: Pick<ImageStore, "listLayers">;
  readonly containers: Pick<Containers, "list" | "volumes">;
  readonly cacheMounts: { list(owner: string): Promise<readonly { readonly bytes: number }[]> };
}

/** What takes up the disk, counted as `docker system df` does: layers that images share count once. */
export async function diskUse({ images, containers, cacheMounts }: DiskUsers, owner: string): Promise<DiskUse> {
  const [volumes, caches] = await Promise.all([containers.volumes(owner), cacheMounts.list(owner)]);
  const all = containers.list(owner);
  return {
    images: imagesUse(images.listLayers(owner), usedImages(containers, owner)),
    containers: countOf(
      all.map(({ state, writable }) => ({ isActive: state.phase === "running", bytes: writable?.bytes ?? 0 })),
    ),
    volumes: countOf(volumes.map(({ containers: users, bytes = 0 }) => ({ isActive: users.length > 0, bytes }))),
    buildCache: countOf(caches.map(({ bytes }) => ({ isActive: false, bytes }))),
  };
}

function imagesUse(images: ReturnType<ImageStore["listLayers"]>, used: ReadonlySet<string>): DiskUseOfKind {
  const shared = sharedLayers(images);
  const unused = images.flatMap(({ id }) => (used.has(id) ? [] : [id]));
  return {
    total: images.length,
    active: images.length - unused.length,
    bytes: shared.stored,
    reclaimable: ownBytes(shared, new Set(unused)),
  };
}

function countOf(things: readonly { readonly isActive: boolean; readonly bytes: number }[]): DiskUseOfKind {
  const active = things.filter(({ isActive }) => isActive);
  const sum = (of: typeof things) => of.reduce((total, { bytes }) => total + bytes, 0);
  return { total: things.length, active: active.length, bytes: sum(things), reclaimable: sum(things) - sum(active) };
}
