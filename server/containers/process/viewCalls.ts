import type { Call, CallName, ToRuntime } from "./protocol.ts";

/** Calls about the files of containers: they read and compute much, so a thread of their own answers them. */
export type ViewCallName =
  | "changes"
  | "files"
  | "entries"
  | "totals"
  | "commit"
  | "stat"
  | "readArchive"
  | "export"
  | "writeArchive";

const NAMES: ReadonlySet<CallName> = new Set<ViewCallName>([
  ...(["changes", "files", "entries", "totals", "commit", "stat", "readArchive", "export", "writeArchive"] as const),
]);

export function isViewCall(message: ToRuntime): message is Call<ViewCallName> {
  return message.type === "call" && NAMES.has(message.name);
}

/** The number of the channel whose bytes belong to a call. */
export function channelOf({ request }: Call<ViewCallName>): number | undefined {
  if ("output" in request) return request.output;
  return "input" in request ? request.input : undefined;
}

/** The container that a call is about. */
export function containerOf({ request }: Call<ViewCallName>): string {
  return "view" in request ? request.view.id : request.id;
}
