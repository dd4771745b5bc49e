import { defineCommand } from "../../command/command.ts";
import { interrupt } from "./foreground.ts";
import { connectStreams } from "./streams.ts";

export const containerAttach = defineCommand({
  names: ["docker container attach", "docker attach"],
  usage: "[OPTIONS] CONTAINER",
  description: "Attach local standard input, output, and error streams to a running container",
  flags: {
    "detach-keys": { kind: "string", description: "Override the key sequence for detaching a container" },
    "no-stdin": { kind: "boolean", description: "Do not attach STDIN" },
    "sig-proxy": { kind: "boolean", default: true, description: "Proxy all received signals to the process" },
  },
  args: { min: 1, max: 1, completes: "running-container" },
  async run({ flags, args: [ref = ""] }, context) {
    const { services, owner, io, signal } = context;
    const { containers } = services;
    const { state, spec, id } = containers.get(owner, ref);
    const refusal = refusalOf(state);
    if (refusal !== undefined) {
      await io.stderr.write(`${refusal}\n`);
      return 1;
    }
    const ended = containers.wait(owner, id, "not-running", signal);
    ended.catch(() => {});
    const end = await connectStreams(context, containers.attach(owner, id), {
      terminal: spec.terminal === true,
      stdin: spec.stdin === true && !flags["no-stdin"],
      detachKeys: flags["detach-keys"],
      ...(flags["sig-proxy"] && { onInterrupt: () => void interrupt(context, id) }),
    });
    if (end === "ended") return (await ended).code;
    await io.stderr.write("\nread escape sequence\n");
    return 0;
  },
});

function refusalOf(state: { readonly phase: string; readonly paused?: boolean }): string | undefined {
  if (state.phase !== "running") return "You cannot attach to a stopped container, start it first";
  return state.paused === true ? "You cannot attach to a paused container, unpause it first" : undefined;
}
