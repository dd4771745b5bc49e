import type { Container } from "#contract/container.ts";
import type { Digest } from "#contract/names/digest.ts";
import { familiarName, parseReference } from "#contract/names/reference.ts";
import { shortId } from "#contract/names/shortId.ts";
import { type ProblemError, problemError } from "#contract/problemError.ts";
import type { Containers } from "#server/containers/containers.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { usersOf } from "./imageUsers.ts";

export interface ImageServices {
  readonly images: ImageStore;
  readonly containers: Pick<Containers, "list">;
}

export interface RemoveImageOptions {
  /** Although a stopped container uses it, or it has several names. */
  readonly force?: boolean;
  /** An ID stands for all names of the image: they are no reason to refuse. */
  readonly everyName?: boolean;
}

export interface RemovedImage {
  /** Familiar names. */
  readonly untagged: readonly string[];
  /** Absent if the image stays: it has other names, or a running container uses it. */
  readonly deleted?: Digest;
}

/**
 * `docker image rm`: a name is removed, and the image with its last name; an ID removes the image. Throws a ProblemError:
 * image/not-found, or image/in-use with the daemon's text. Containers keep the layers of an image that was removed.
 */
export function removeImage(
  { images, containers }: ImageServices,
  owner: string,
  ref: string,
  { force = false, everyName = false }: RemoveImageOptions = {},
): RemovedImage {
  const image = images.require(owner, ref);
  const { running, stopped } = usersOf(containers, owner, image.id);
  const name = nameIn(image, ref);
  if (name !== undefined) {
    if (image.tags.length > 1) return images.remove(owner, name);
    const user = running ?? stopped;
    if (user !== undefined && !force) throw nameInUse(ref, image, user);
    if (running === undefined) return images.remove(owner, name);
    images.untag(owner, name);
    return { untagged: [name] };
  }
  if (running !== undefined)
    throw inUse(image, `image is being used by running container ${shortId(running.id)}`, running);
  if (image.tags.length > 1 && !force && !everyName) throw manyNames(image);
  if (stopped !== undefined && !force) {
    throw inUse(image, `image is being used by stopped container ${shortId(stopped.id)}`, stopped);
  }
  return images.remove(owner, image.id);
}

/** The name that a reference stands for, if it is not an ID. */
function nameIn({ tags }: StoredImage, ref: string): string | undefined {
  const parsed = parseReference(ref);
  const name = parsed.ok ? familiarName(parsed.reference) : undefined;
  return name !== undefined && tags.includes(name) ? name : undefined;
}

function nameInUse(ref: string, { id }: StoredImage, user: Container): ProblemError {
  const why = `container ${shortId(user.id)} is using its referenced image ${shortId(id)}`;
  const detail = `conflict: unable to remove repository reference ${JSON.stringify(ref)} (must force) - ${why}`;
  return problemError("image/in-use", detail, { next: removeFirst(user) });
}

function inUse({ id }: StoredImage, why: string, user: Container): ProblemError {
  const how = user.state.phase === "running" ? "cannot be forced" : "must be forced";
  const detail = `conflict: unable to delete ${shortId(id)} (${how}) - ${why}`;
  return problemError("image/in-use", detail, { next: removeFirst(user) });
}

function manyNames({ id }: StoredImage): ProblemError {
  const detail = `conflict: unable to delete ${shortId(id)} (must be forced) - image is referenced in multiple repositories`;
  return problemError("image/in-use", detail, { next: "Remove one name at a time, or all of them by force." });
}

function removeFirst({ name, state }: Container): string {
  const isRunning = state.phase === "running";
  return isRunning
    ? `Stop and remove the container ${name} first.`
    : `Remove the container ${name} first, or use force.`;
}
