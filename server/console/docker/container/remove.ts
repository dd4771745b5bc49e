import { defineCommand } from "../../command/command.ts";
import { removeEach } from "../faults/removeEach.ts";

export const containerRemove = defineCommand({
  names: ["docker container rm", "docker container remove", "docker rm"],
  shownAs: { "docker container remove": "docker container rm" },
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  description: "Remove one or more containers",
  flags: {
    force: { kind: "boolean", short: "f", description: "Force the removal of a running container (uses SIGKILL)" },
    link: {
      kind: "unsupported",
      short: "l",
      takesValue: false,
      description: "Remove the specified link",
      reason: "--link is not available: containers here have no links.",
    },
    volumes: { kind: "boolean", short: "v", description: "Remove anonymous volumes associated with the container" },
  },
  args: { min: 1, completes: "container" },
  async run({ flags: { force, volumes }, args }, context) {
    const { services, owner, io } = context;
    return await removeEach(args, context, { force, missing: "container/not-found" }, async (ref) => {
      await services.containers.remove(owner, ref, { force, volumes });
      await io.stdout.write(`${ref}\n`);
    });
  },
});
