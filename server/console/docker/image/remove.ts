import type { Container } from "#contract/container.ts";
import { familiarName, parseReference } from "#contract/names/reference.ts";
import { problemError } from "#contract/problemError.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { shortId } from "../../text/ellipsis.ts";
import { daemonError, forEach } from "../daemonError.ts";
import { findImage } from "./findImage.ts";

export const imageRemove = defineCommand({
  names: ["docker image rm", "docker image remove", "docker rmi"],
  shownAs: { "docker image remove": "docker image rm" },
  usage: "[OPTIONS] IMAGE [IMAGE...]",
  description: "Remove one or more images",
  flags: {
    force: { kind: "boolean", short: "f", description: "Force removal of the image" },
    "no-prune": { kind: "ignored", takesValue: false, description: "Do not delete untagged parents" },
    platform: {
      kind: "ignored",
      takesValue: true,
      valueName: "strings",
      description: 'Remove only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
  },
  args: { min: 1, completes: "image" },
  async run({ flags: { force }, args }, context) {
    let isOnlyMissing = true;
    const code = await forEach(
      args,
      context,
      (ref) => removeImage(context, ref, force),
      (problem) => {
        if (problem.code !== "image/not-found") isOnlyMissing = false;
        return daemonError(problem);
      },
    );
    // As with Docker, force means that nothing to remove is no error.
    return force && isOnlyMissing ? 0 : code;
  },
});

async function removeImage(context: CommandContext, ref: string, force: boolean): Promise<void> {
  const { services, owner, io } = context;
  const image = findImage(context, ref);
  const users = services.containers.list(owner).filter((container) => container.image.id === image.id);
  const conflict = conflictOf(image, nameIn(image, ref), users, force);
  if (conflict !== undefined) throw problemError("image/in-use", `conflict: ${conflict.text}`, { next: conflict.next });
  const { untagged, deleted } = services.images.remove(owner, nameIn(image, ref) ?? image.id);
  for (const name of untagged) await io.stdout.write(`Untagged: ${name}\n`);
  if (deleted !== undefined) await io.stdout.write(`Deleted: ${deleted}\n`);
}

/** The name that a reference stands for, if it is not an ID. */
function nameIn({ tags }: StoredImage, ref: string): string | undefined {
  const parsed = parseReference(ref);
  const name = parsed.ok ? familiarName(parsed.reference) : undefined;
  return name !== undefined && tags.includes(name) ? name : undefined;
}

interface Conflict {
  readonly text: string;
  readonly next: string;
}

/** Why an image can't be removed, in the daemon's words. */
function conflictOf(
  image: StoredImage,
  name: string | undefined,
  users: readonly Container[],
  force: boolean,
): Conflict | undefined {
  const running = users.find(({ state }) => state.phase === "running");
  const user = running ?? users[0];
  const id = shortId(image.id);
  if (name === undefined && image.tags.length > 1 && !force) {
    return {
      text: `unable to delete ${id} (must be forced) - image is referenced in multiple repositories`,
      next: "Remove one name at a time, or all of them with -f.",
    };
  }
  if (user === undefined || (name !== undefined && image.tags.length > 1)) return undefined;
  if (running === undefined && force) return undefined;
  const force_ = running === undefined ? "must be forced" : "cannot be forced";
  const next = removeFirst(user, running !== undefined);
  if (name !== undefined) {
    const how = running === undefined || !force ? "must force" : "cannot be forced";
    const text = `unable to remove repository reference ${JSON.stringify(name)} (${how}) - container ${shortId(user.id)} is using its referenced image ${id}`;
    return { text, next };
  }
  const kind = running === undefined ? "stopped" : "running";
  return {
    text: `unable to delete ${id} (${force_}) - image is being used by ${kind} container ${shortId(user.id)}`,
    next,
  };
}

function removeFirst({ name }: Container, isRunning: boolean): string {
  return `Remove the container first: docker rm ${isRunning ? "-f " : ""}${name}`;
}
