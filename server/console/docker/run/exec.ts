import type { ExecSpec } from "#contract/container.ts";
import { defineCommand } from "../../command/command.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { problemOf } from "../faults/daemonError.ts";
import { FlagFault } from "../faults/flagFault.ts";
import { refused } from "../faults/refused.ts";
import { linesOf, readTextFile, readVariables } from "../io/readFiles.ts";
import { connectStreams } from "./streams.ts";

const RUNTIME = "OCI runtime exec failed: exec failed: unable to start container process: ";

export const containerExec = defineCommand({
  names: ["docker container exec", "docker exec"],
  usage: "[OPTIONS] CONTAINER COMMAND [ARG...]",
  description: "Execute a command in a running container",
  common: true,
  flags: {
    detach: { kind: "boolean", short: "d", description: "Detached mode: run command in the background" },
    "detach-keys": { kind: "string", description: "Override the key sequence for detaching a container" },
    env: { kind: "list", short: "e", description: "Set environment variables" },
    "env-file": { kind: "list", description: "Read in a file of environment variables", completes: "file" },
    interactive: { kind: "boolean", short: "i", description: "Keep STDIN open even if not attached" },
    privileged: refused("privileged", false, "is not available: containers here never get privileges of the machine."),
    tty: { kind: "boolean", short: "t", description: "Allocate a pseudo-TTY" },
    user: { kind: "string", short: "u", description: 'Username or UID (format: "<name|uid>[:<group|gid>]")' },
    workdir: { kind: "string", short: "w", description: "Working directory inside the container" },
  },
  args: { min: 2, completes: ["running-container", undefined] },
  stopsAtFirstArgument: true,
  async run({ flags, args: [ref = "", ...command] }, context) {
    const { io } = context;
    if (flags.tty && flags.interactive && !flags.detach && (io.terminal === undefined || !io.stdin.isTerminal)) {
      await io.stderr.write("the input device is not a TTY\n");
      return 1;
    }
    const env = await variablesOf(flags, context);
    if (env instanceof FlagFault) {
      await io.stderr.write(`${env.message}\n`);
      return 1;
    }
    const spec: ExecSpec = {
      command,
      ...(env.length > 0 && { env }),
      ...(flags.workdir !== undefined && { workdir: flags.workdir }),
      ...(flags.user !== undefined && flags.user !== "" && { user: flags.user }),
      ...(flags.tty && { terminal: true }),
      ...(flags.interactive && !flags.detach && { stdin: true }),
    };
    return execute(context, ref, spec, { isDetached: flags.detach, detachKeys: flags["detach-keys"] });
  },
});

interface ExecOptions {
  readonly isDetached: boolean;
  readonly detachKeys: string | undefined;
}

async function execute(
  context: CommandContext,
  ref: string,
  spec: ExecSpec,
  { isDetached, detachKeys }: ExecOptions,
): Promise<number> {
  const { services, owner, io } = context;
  const size = spec.terminal === true ? io.terminal?.size() : undefined;
  const begun = await problemOf(() => services.containers.exec(owner, ref, spec, size));
  if ("problem" in begun) {
    const { code, detail, exitCode, next } = begun.problem;
    if (code === "container/not-started" && exitCode !== undefined) {
      // The CLI prints what the runtime says as if the command had.
      await io.stdout.write(`${RUNTIME}${detail}\n`);
      return exitCode;
    }
    await io.stderr.write(`Error response from daemon: ${detail}\n${next === undefined ? "" : `${next}\n`}`);
    return 1;
  }
  const session = begun.value;
  if (isDetached) {
    session.detach();
    return 0;
  }
  const end = await connectStreams(context, session, {
    terminal: spec.terminal === true,
    stdin: spec.stdin === true,
    detachKeys,
    onInterrupt: () => session.signal("SIGINT"),
  });
  if (end === "ended") return session.wait();
  await io.stderr.write("\nread escape sequence\n");
  return 0;
}

async function variablesOf(
  flags: { readonly env: readonly string[]; readonly "env-file": readonly string[] },
  context: CommandContext,
): Promise<string[] | FlagFault> {
  try {
    const fromFiles: string[] = [];
    for (const file of flags["env-file"]) fromFiles.push(...linesOf(await readTextFile(context, file)));
    return readVariables([...fromFiles, ...flags.env], context.env);
  } catch (error) {
    if (error instanceof FlagFault) return error;
    throw error;
  }
}
