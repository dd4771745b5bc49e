import { ProblemError } from "#contract/problemError.ts";
import { changeConfig } from "#dockerfile/plan/changeConfig.ts";
import { defineCommand } from "../../command/command.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { readInput } from "../io/readInput.ts";

export const imageImport = defineCommand({
  names: ["docker image import", "docker import"],
  usage: "[OPTIONS] file|URL|- [REPOSITORY[:TAG]]",
  description: "Import the contents from a tarball to create a filesystem image",
  flags: {
    change: { kind: "list", short: "c", description: "Apply Dockerfile instruction to the created image" },
    message: { kind: "string", short: "m", description: "Set commit message for imported image" },
    platform: {
      kind: "ignored",
      takesValue: true,
      description: "Set platform if server is multi-platform capable",
    },
  },
  args: { min: 1, max: 2, completes: ["file", "image"] },
  async run({ flags: { change, message }, args: [source = "", name] }, context) {
    const { services, owner, io, signal } = context;
    try {
      if (/^https?:\/\//.test(source))
        throw new FlagFault("a URL is not available here: download it into the workspace");
      const changed = changeConfig({}, change);
      if (!changed.ok) throw new ProblemError(changed.problem);
      const tar = await readInput(context, source, "requested import from stdin, but stdin is empty");
      const options = {
        ...(name !== undefined && { name }),
        ...(message !== undefined && { message }),
        config: changed.config,
      };
      await io.stdout.write(`${await services.transfers.import(owner, tar, options, signal)}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof FlagFault)) throw error;
      await io.stderr.write(`${error.message}\n`);
      return 1;
    }
  },
});
