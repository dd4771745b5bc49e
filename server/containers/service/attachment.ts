import type { Attachment, OutputChunk, TerminalSize } from "../containers.ts";
import { type ChannelReceiver, channelWritable } from "../process/channels.ts";
import type { ContainerRuntime } from "../process/containerRuntime.ts";
import type { StreamChannels } from "../process/protocol.ts";

/** The streams of a command, as a person holds them; `channels` is for the runtime process. */
export function openAttachment(
  runtime: ContainerRuntime,
  hasStdin: boolean,
  resize: (size: TerminalSize) => void,
): { readonly channels: StreamChannels; readonly attachment: Attachment } {
  const output = runtime.newChannel();
  const receiver = runtime.channels.receiver(output);
  const input = hasStdin ? runtime.newChannel() : undefined;
  const stdin = input === undefined ? undefined : channelWritable(runtime.channels.sender(input));
  // What is typed after the command has ended is dropped.
  stdin?.on("error", () => {});
  return {
    channels: { output, ...(input !== undefined && { input }) },
    attachment: {
      ...(stdin !== undefined && { stdin }),
      output: outputOf(receiver),
      resize,
      detach: () => {
        receiver.stop();
        stdin?.destroy();
      },
    },
  };
}

async function* outputOf(receiver: ChannelReceiver): AsyncGenerator<OutputChunk, void> {
  try {
    for await (const { bytes, stream = "stdout", at = Date.now() } of receiver) yield { stream, at, bytes };
  } catch {
    // The command has ended with its process; the state of the container says so.
  }
}
