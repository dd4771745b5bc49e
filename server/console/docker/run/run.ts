import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { createContainer } from "./createContainer.ts";
import { createFlags } from "./createFlags.ts";
import { runInForeground } from "./foreground.ts";
import { tellRunFaults } from "./runFault.ts";
import type { CreateInput } from "./specOf.ts";

const runFlags = {
  ...createFlags,
  detach: { kind: "boolean", short: "d", description: "Run container in background and print container ID" },
  "detach-keys": { kind: "string", description: "Override the key sequence for detaching a container" },
  pull: { ...createFlags.pull, description: 'Pull image before running ("always", "missing", "never")' },
  "sig-proxy": { kind: "boolean", default: true, description: "Proxy received signals to the process" },
} as const;

export const containerRun = defineCommand({
  names: ["docker container run", "docker run"],
  usage: "[OPTIONS] IMAGE [COMMAND] [ARG...]",
  description: "Create and run a new container from an image",
  common: true,
  flags: runFlags,
  args: { min: 1, completes: ["image", undefined] },
  stopsAtFirstArgument: true,
  async run({ flags, args: [image = "", ...command], given, calledAs }, context) {
    const isDetached = flags.detach;
    if (!isDetached && lacksTerminal(context, flags)) {
      await context.io.stderr.write("the input device is not a TTY\n");
      return 1;
    }
    return tellRunFaults(context, calledAs, () => {
      const input = { flags, given, image, command };
      if (isDetached) return runDetached(context, input);
      return runAttached(context, input, { sigProxy: flags["sig-proxy"], detachKeys: flags["detach-keys"] });
    });
  },
});

/** `-it` in a script: nobody could type. */
function lacksTerminal(
  { io }: CommandContext,
  { interactive, tty }: { readonly interactive: boolean; readonly tty: boolean },
): boolean {
  return interactive && tty && (io.terminal === undefined || !io.stdin.isTerminal);
}

async function runDetached(context: CommandContext, input: CreateInput): Promise<number> {
  const { services, owner, io } = context;
  const { id } = await createContainer(input, context);
  await services.containers.start(owner, id);
  await io.stdout.write(`${id}\n`);
  return 0;
}

async function runAttached(
  context: CommandContext,
  input: CreateInput,
  { sigProxy, detachKeys }: { readonly sigProxy: boolean; readonly detachKeys: string | undefined },
): Promise<number> {
  const created = await createContainer(input, context);
  return runInForeground(context, created, { stdin: input.flags.interactive, sigProxy, detachKeys });
}
