import { inspectContainer } from "#server/containers/inspectContainer.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { daemonError, problemOf } from "../faults/daemonError.ts";
import { imageSize } from "../image/imageSizes.ts";
import { objectFormat } from "../listing/formatFlags.ts";
import { printObjects } from "../listing/printObjects.ts";
import { imageConfigOf } from "./imageConfigOf.ts";

/** The object that `docker inspect` prints of a container, or the error. */
export async function inspectedContainer(
  context: CommandContext,
  ref: string,
  withSize: boolean,
): Promise<{ object: unknown } | { error: string }> {
  const { services, owner } = context;
  const found = await problemOf(async () => {
    const container = services.containers.get(owner, ref);
    const counted = withSize ? await problemOf(() => imageSize(context, container.image.id)) : undefined;
    const writable = container.writable?.bytes ?? 0;
    const image = counted !== undefined && "value" in counted ? counted.value : 0;
    const sizes = withSize ? { sizes: { writable, total: writable + image } } : {};
    return inspectContainer(container, { image: imageConfigOf(context, container), ...sizes });
  });
  return "value" in found ? { object: found.value } : { error: daemonError(found.problem).trimEnd() };
}

export const containerInspect = defineCommand({
  names: ["docker container inspect"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  description: "Display detailed information on one or more containers",
  flags: {
    format: objectFormat,
    size: { kind: "boolean", short: "s", description: "Display total file sizes" },
  },
  args: { min: 1, completes: "container" },
  run: ({ flags, args }, context) =>
    printObjects(args, (ref) => inspectedContainer(context, ref, flags.size), flags.format, context),
});
