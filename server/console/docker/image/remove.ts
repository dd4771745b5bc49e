import { removeImage } from "#server/images/removeImage.ts";
import { defineCommand } from "../../command/command.ts";
import { removeEach } from "../faults/removeEach.ts";
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
    const { services, owner, io } = context;
    return await removeEach(args, context, { force, missing: "image/not-found" }, async (ref) => {
      findImage(context, ref);
      const { untagged, deleted } = removeImage(services, owner, ref, { force });
      for (const name of untagged) await io.stdout.write(`Untagged: ${name}\n`);
      if (deleted !== undefined) await io.stdout.write(`Deleted: ${deleted}\n`);
    });
  },
});
