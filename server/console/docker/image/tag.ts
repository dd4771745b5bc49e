import { parseReference } from "#contract/names/reference.ts";
import { defineCommand } from "../../command/command.ts";
import { findImage } from "./findImage.ts";

export const imageTag = defineCommand({
  names: ["docker image tag", "docker tag"],
  usage: "SOURCE_IMAGE[:TAG] TARGET_IMAGE[:TAG]",
  description: "Create a tag TARGET_IMAGE that refers to SOURCE_IMAGE",
  flags: {},
  args: { min: 2, max: 2, completes: "image" },
  async run({ args: [source = "", target = ""] }, context) {
    const { services, owner, io } = context;
    const parsed = parseReference(target);
    if (!parsed.ok) {
      await io.stderr.write(
        `Error parsing reference: ${JSON.stringify(target)} is not a valid repository/tag: ${parsed.error}\n`,
      );
      return 1;
    }
    services.images.tag(owner, findImage(context, source).id, target);
    return 0;
  },
});
