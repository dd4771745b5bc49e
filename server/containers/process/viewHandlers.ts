import type { Handlers } from "./answerCall.ts";
import type { ChannelReceiver, ChannelSender, Channels } from "./channels.ts";
import type { ContainerView, PathCall, RuntimeCalls } from "./protocol.ts";
import type { ViewCallName } from "./viewCalls.ts";

type Plain = Exclude<ViewCallName, "readArchive" | "export" | "writeArchive">;

/** The files of containers, whether or not they run. */
export type Views = Handlers<Plain> & {
  /** Resolves before the tar is sent. */
  readArchive(asked: PathCall, output: ChannelSender): Promise<RuntimeCalls["readArchive"]["answer"]>;
  /** Resolves before the tar is sent. */
  export(view: ContainerView, output: ChannelSender): Promise<void>;
  writeArchive(asked: PathCall, input: ChannelReceiver): Promise<void>;
};

/** What answers the calls about them. */
export function viewHandlers(views: Views, channels: Channels): Handlers<ViewCallName> {
  return {
    changes: (view) => views.changes(view),
    files: (call) => views.files(call),
    entries: (call) => views.entries(call),
    totals: (view) => views.totals(view),
    commit: (call) => views.commit(call),
    stat: (call) => views.stat(call),
    readArchive: ({ output, ...call }) => views.readArchive(call, channels.sender(output)),
    export: async ({ view, output }) => {
      await views.export(view, channels.sender(output));
      return undefined;
    },
    writeArchive: async ({ input, ...call }) => {
      await views.writeArchive(call, channels.receiver(input));
      return undefined;
    },
  };
}
