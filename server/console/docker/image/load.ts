import { defineCommand } from "../../command/command.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { readInput } from "../io/readInput.ts";

export const imageLoad = defineCommand({
  names: ["docker image load", "docker load"],
  usage: "[OPTIONS]",
  description: "Load an image from a tar archive or STDIN",
  flags: {
    input: {
      kind: "string",
      short: "i",
      description: "Read from tar archive file, instead of STDIN",
      completes: "file",
    },
    platform: {
      kind: "ignored",
      takesValue: true,
      description: 'Load only the given platform variant. Formatted as "os[/arch[/variant]]" (e.g., "linux/amd64")',
    },
    quiet: { kind: "ignored", short: "q", takesValue: false, description: "Suppress the load output" },
  },
  args: { min: 0, max: 0 },
  async run({ flags: { input } }, context) {
    const { services, owner, io, signal } = context;
    try {
      const archive = await readInput(context, input, "requested load from stdin, but stdin is empty");
      for (const { id, names, leftOut = [] } of await services.transfers.load(owner, archive, signal)) {
        const lines = names.length === 0 ? [`Loaded image ID: ${id}`] : names.map((name) => `Loaded image: ${name}`);
        for (const line of lines) await io.stdout.write(`${line}\n`);
        for (const one of leftOut) await io.stderr.write(`Not in the archive, or not an image: ${one}\n`);
      }
      return 0;
    } catch (error) {
      if (!(error instanceof FlagFault)) throw error;
      await io.stderr.write(`${error.message}\n`);
      return 1;
    }
  },
});
