import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { IMAGE_SHAPE } from "../../template/imageShape.ts";
import { daemonError, problemOf } from "../faults/daemonError.ts";
import { objectFormat } from "../listing/formatFlags.ts";
import { type InspectedObject, printObjects } from "../listing/printObjects.ts";
import { findImage } from "./findImage.ts";
import { inspectOf } from "./imageViews.ts";

/** The object that `docker inspect` prints of an image, or the error. */
export async function inspectedImage(
  context: CommandContext,
  ref: string,
): Promise<InspectedObject | { error: string }> {
  const found = await problemOf(() => inspectOf(context, findImage(context, ref).id));
  return "value" in found
    ? { object: found.value, shape: IMAGE_SHAPE }
    : { error: daemonError(found.problem).trimEnd() };
}

export const imageInspect = defineCommand({
  names: ["docker image inspect"],
  usage: "[OPTIONS] IMAGE [IMAGE...]",
  description: "Display detailed information on one or more images",
  flags: {
    format: objectFormat,
    platform: {
      kind: "ignored",
      takesValue: true,
      description: "Inspect a specific platform of the multi-platform image.",
    },
  },
  args: { min: 1, completes: "image" },
  run: ({ flags, args }, context) => printObjects(args, (ref) => inspectedImage(context, ref), flags.format, context),
});
