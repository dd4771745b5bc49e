import { defineCommand } from "../../command/command.ts";
import { daemonError, forEach } from "../faults/daemonError.ts";
import { noSuchVolume } from "./inspect.ts";

export const volumeRemove = defineCommand({
  names: ["docker volume rm", "docker volume remove"],
  shownAs: { "docker volume remove": "docker volume rm" },
  usage: "[OPTIONS] VOLUME [VOLUME...]",
  description: "Remove one or more volumes",
  longDescription: "Remove one or more volumes. You cannot remove a volume that is in use by a container.",
  flags: { force: { kind: "boolean", short: "f", description: "Force the removal of one or more volumes" } },
  args: { min: 1, completes: "volume" },
  async run({ flags: { force }, args }, context) {
    const { services, owner, io } = context;
    return forEach(
      args,
      context,
      async (name) => {
        const isThere = (await services.containers.volumes(owner)).some((volume) => volume.name === name);
        // As with Docker, force means that nothing to remove is no error.
        if (isThere || !force) await services.containers.removeVolume(owner, name);
        await io.stdout.write(`${name}\n`);
      },
      (problem, name) => daemonError(problem.code === "volume/not-found" ? noSuchVolume(problem, name) : problem),
    );
  },
});
