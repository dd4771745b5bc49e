import { defineCommand } from "../../command/command.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { readLabels } from "../io/readFiles.ts";

export const volumeCreate = defineCommand({
  names: ["docker volume create"],
  usage: "[OPTIONS] [VOLUME]",
  description: "Create a volume",
  flags: {
    driver: { kind: "string", short: "d", default: "local", description: "Specify volume driver name" },
    label: { kind: "list", description: "Set metadata for a volume" },
    opt: {
      kind: "unsupported",
      short: "o",
      takesValue: true,
      description: "Set driver specific options",
      reason: "--opt is not available: volumes here are folders of the workspace's own.",
    },
  },
  args: { min: 0, max: 1 },
  async run({ flags: { driver, label }, args: [name] }, { services, owner, io }) {
    if (driver !== "local") {
      await io.stderr.write(
        `Error response from daemon: create ${name ?? ""}: error looking up volume plugin ${driver}: plugin ${JSON.stringify(driver)} not found\n`,
      );
      return 1;
    }
    try {
      const volume = await services.containers.createVolume(owner, name, readLabels(label));
      await io.stdout.write(`${volume.name}\n`);
      return 0;
    } catch (error) {
      if (!(error instanceof FlagFault)) throw error;
      await io.stderr.write(`${error.message}\n`);
      return 1;
    }
  },
});
