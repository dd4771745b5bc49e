import { defineCommand } from "../../command/command.ts";
import { daemonError, problemOf } from "../faults/daemonError.ts";

export const containerRename = defineCommand({
  names: ["docker container rename", "docker rename"],
  usage: "CONTAINER NEW_NAME",
  description: "Rename a container",
  flags: {},
  args: { min: 2, max: 2, completes: ["container", undefined] },
  async run({ args: [ref = "", name = ""] }, { services, owner, io }) {
    const renamed = await problemOf(() => services.containers.rename(owner, ref, name));
    if ("value" in renamed) return 0;
    await io.stderr.write(`${daemonError(renamed.problem)}Error: failed to rename container named ${ref}\n`);
    return 1;
  },
});
