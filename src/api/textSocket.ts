import { parseJson } from "#contract/parseJson.ts";
import { routes } from "#contract/routes.ts";
import { type SharedTextMessage, sharedTextMessageSchema } from "#contract/sharedText.ts";

export interface TextSocketListener {
  readonly onMessage: (message: SharedTextMessage) => void;
  readonly onFrame: (frame: Uint8Array) => void;
  /** Once, whoever closed it; also if it never opened. */
  readonly onClose: (code: number) => void;
}

/** One connection to a text that is edited together. A lost one is not opened again here. */
export interface TextSocket {
  send(frame: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

/** Whose text: one's own as a learner, or that of a learner of the teacher's room. */
export type TextPlace = "mine" | { readonly room: string; readonly member: string };

export function openTextSocket(place: TextPlace, listener: TextSocketListener): TextSocket {
  const path = place === "mine" ? routes.myText() : routes.roomLearnerText(place.room, place.member);
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  const socket = new WebSocket(url);
  socket.binaryType = "arraybuffer";
  socket.addEventListener("close", ({ code }) => listener.onClose(code));
  socket.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (data instanceof ArrayBuffer) listener.onFrame(new Uint8Array(data));
    // An unknown message comes from a newer server: the known ones still suffice.
    const message = typeof data === "string" ? sharedTextMessageSchema.safeParse(parseJson(data)) : undefined;
    if (message?.success) listener.onMessage(message.data);
  });
  return {
    send: (frame) => void (socket.readyState === WebSocket.OPEN && socket.send(frame)),
    close: () => socket.close(),
  };
}
