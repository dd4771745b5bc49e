import { parseReference } from "#contract/names/reference.ts";
import { defineCommand } from "../../command/command.ts";

export const containerCommit = defineCommand({
  names: ["docker container commit", "docker commit"],
  usage: "[OPTIONS] CONTAINER [REPOSITORY[:TAG]]",
  description: "Create a new image from a container's changes",
  flags: {
    author: { kind: "string", short: "a", description: 'Author (e.g., "John Hannibal Smith <hannibal@a-team.com>")' },
    change: { kind: "list", short: "c", description: "Apply Dockerfile instruction to the created image" },
    message: { kind: "string", short: "m", description: "Commit message" },
    pause: { kind: "boolean", short: "p", default: true, description: "Pause container during commit" },
  },
  args: { min: 1, max: 2, completes: ["container", "image"] },
  async run({ flags: { author, change, message, pause }, args: [ref = "", name] }, { services, owner, io }) {
    const parsed = name === undefined ? undefined : parseReference(name);
    if (parsed?.ok === false) {
      await io.stderr.write(`${parsed.error}\n`);
      return 1;
    }
    const id = await services.containers.commit(owner, ref, {
      ...(name !== undefined && { tag: name }),
      ...(message !== undefined && { message }),
      ...(author !== undefined && { author }),
      changes: [...change],
      pause,
    });
    await io.stdout.write(`${id}\n`);
    return 0;
  },
});
