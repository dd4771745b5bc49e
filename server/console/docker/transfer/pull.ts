import { parseReference } from "#contract/names/reference.ts";
import { defineCommand } from "../../command/command.ts";
import { pullImage } from "./pullImage.ts";

export const pull = defineCommand({
  names: ["docker image pull", "docker pull"],
  usage: "[OPTIONS] NAME[:TAG|@DIGEST]",
  description: "Download an image from a registry",
  common: true,
  flags: {
    "all-tags": {
      kind: "unsupported",
      short: "a",
      takesValue: false,
      description: "Download all tagged images in the repository",
      reason: "--all-tags is not available: pull one tag at a time.",
    },
    "disable-content-trust": {
      kind: "ignored",
      takesValue: false,
      description: "Skip image verification (default true)",
    },
    platform: { kind: "string", description: "Set platform if server is multi-platform capable" },
    quiet: { kind: "boolean", short: "q", description: "Suppress verbose output" },
  },
  args: { min: 1, max: 1, completes: "image" },
  async run({ flags: { quiet, platform }, args: [name = ""] }, context) {
    const { stdout, stderr } = context.io;
    const parsed = parseReference(name);
    if (!parsed.ok) {
      await stderr.write(`${parsed.error}\n`);
      return 1;
    }
    const { reference } = parsed;
    const isBare = reference.tag === "latest" && !/:latest$/.test(name);
    if (isBare && !quiet) await stdout.write("Using default tag: latest\n");
    const pulled = await pullImage(context, reference, { output: quiet ? undefined : stdout, platform });
    await stdout.write(`${pulled.reference}\n`);
    return 0;
  },
});
