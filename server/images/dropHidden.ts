import type { Digest } from "#contract/names/digest.ts";
import type { Containers } from "#server/containers/containers.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { usedImages } from "./imageUsers.ts";

/** Who may need an image that no list shows. */
export interface HiddenImageUsers {
  readonly images: Pick<ImageStore, "dropHidden" | "hiddenOwners">;
  readonly containers: Pick<Containers, "list">;
  /** The images that builds have made for now: live ones, and trials. */
  readonly builds: { hiddenImages(owner: string): readonly Digest[] };
}

/** Removes the hidden images of an owner that neither a container nor a build needs. */
export function dropHidden({ images, containers, builds }: HiddenImageUsers, owner: string): void {
  images.dropHidden(owner, new Set([...usedImages(containers, owner), ...builds.hiddenImages(owner)]));
}

/** Those of all owners: a server that was killed has left some. */
export function dropAllHidden(users: HiddenImageUsers): void {
  for (const owner of users.images.hiddenOwners()) dropHidden(users, owner);
}
