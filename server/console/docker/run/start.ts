import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { daemonError, forEach } from "../faults/daemonError.ts";
import { runInForeground } from "./foreground.ts";
import { runtimeWords } from "./runFault.ts";

export const containerStart = defineCommand({
  names: ["docker container start", "docker start"],
  usage: "[OPTIONS] CONTAINER [CONTAINER...]",
  description: "Start one or more stopped containers",
  flags: {
    attach: { kind: "boolean", short: "a", description: "Attach STDOUT/STDERR and forward signals" },
    "detach-keys": { kind: "string", description: "Override the key sequence for detaching a container" },
    interactive: { kind: "boolean", short: "i", description: "Attach container's STDIN" },
  },
  args: { min: 1, completes: "container" },
  async run({ flags, args }, context) {
    const { io } = context;
    if (!flags.attach && !flags.interactive) return startAll(args, context);
    const [ref = "", ...others] = args;
    if (others.length > 0) {
      await io.stderr.write("you cannot start and attach multiple containers at once\n");
      return 1;
    }
    return startAttached(context, ref, flags.interactive, flags["detach-keys"]);
  },
});

async function startAll(args: readonly string[], context: CommandContext): Promise<number> {
  const { services, owner, io } = context;
  const failed: string[] = [];
  const code = await forEach(
    args,
    context,
    async (ref) => {
      await services.containers.start(owner, ref);
      await io.stdout.write(`${ref}\n`);
    },
    (problem, ref) => {
      failed.push(ref);
      return daemonError({ ...problem, detail: runtimeWords(problem) });
    },
  );
  if (failed.length > 0) await io.stderr.write(`Error: failed to start containers: ${failed.join(", ")}\n`);
  return code;
}

async function startAttached(
  context: CommandContext,
  ref: string,
  interactive: boolean,
  detachKeys: string | undefined,
): Promise<number> {
  const container = context.services.containers.get(context.owner, ref);
  if (container.state.phase === "running") {
    await context.io.stderr.write("you cannot attach to a running container with start; use docker attach\n");
    return 1;
  }
  const stdin = interactive && container.spec.stdin === true;
  return runInForeground(context, container, { stdin, sigProxy: true, detachKeys });
}
