import { planArchive, writeArchive } from "#server/oci/store/archive.ts";
import { imageDocuments } from "#server/oci/store/imageDocuments.ts";
import { defineCommand } from "../../command/command.ts";
import { streamOut } from "../io/streamOut.ts";
import { findImage } from "./findImage.ts";

export const imageSave = defineCommand({
  names: ["docker image save", "docker save"],
  usage: "[OPTIONS] IMAGE [IMAGE...]",
  description: "Save one or more images to a tar archive (streamed to STDOUT by default)",
  flags: {
    output: { kind: "string", short: "o", description: "Write to a file, instead of STDOUT", completes: "file" },
    platform: {
      kind: "ignored",
      takesValue: true,
      description: 'Save only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
  },
  args: { min: 1, completes: "image" },
  run({ flags: { output }, args }, context) {
    const images = args.map((ref) => {
      const image = findImage(context, ref);
      return { ...image, served: imageDocuments(context.services.images, image) };
    });
    return streamOut(context, output, async () => writeArchive(context.services.blobs, planArchive(...images)));
  },
});
