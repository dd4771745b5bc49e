import type { Container } from "#contract/container.ts";
import { ProblemError } from "#contract/problemError.ts";
import type { CommandContext } from "../../command/commandContext.ts";
import { connectStreams } from "./streams.ts";

export interface ForegroundOptions {
  readonly stdin: boolean;
  readonly sigProxy: boolean;
  readonly detachKeys: string | undefined;
}

/** Starts a container and stays with it until it ends or the person detaches. Resolves to its exit code. */
export async function runInForeground(
  context: CommandContext,
  { id, spec }: Container,
  { stdin, sigProxy, detachKeys }: ForegroundOptions,
): Promise<number> {
  const { services, owner, io, signal } = context;
  const { containers } = services;
  const attachment = containers.attach(owner, id);
  const ended = containers.wait(owner, id, spec.autoRemove === true ? "removed" : "next-exit", signal);
  // If it never starts, nobody waits for its end.
  ended.catch(() => {});
  try {
    await containers.start(owner, id);
  } catch (error) {
    attachment.detach();
    throw error;
  }
  const end = await connectStreams(context, attachment, {
    terminal: spec.terminal === true,
    stdin,
    detachKeys,
    ...(sigProxy && { onInterrupt: () => void interrupt(context, id) }),
  });
  if (end === "detached") {
    await io.stderr.write("\nread escape sequence\n");
    return 0;
  }
  return (await ended).code;
}

/** Ctrl-C reaches the container's command; one that has ended meanwhile is no fault. */
export async function interrupt({ services, owner }: CommandContext, ref: string): Promise<void> {
  try {
    await services.containers.kill(owner, ref, "SIGINT");
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}
