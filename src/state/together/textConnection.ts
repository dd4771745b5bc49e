import type { SharedTextMessage } from "#contract/sharedText.ts";
import { openTextSocket, type TextPlace, type TextSocket } from "../../api/textSocket.ts";

export interface ConnectionListener {
  readonly onMessage: (message: SharedTextMessage) => void;
  readonly onFrame: (frame: Uint8Array) => void;
  /** It is lost, and will be opened again. */
  readonly onLost: () => void;
  /** The server closed it for good, with this code. */
  readonly onEnd: (code: number) => void;
}

export interface TextConnection {
  send(frame: Uint8Array<ArrayBuffer>): void;
  close(): void;
}

/** Milliseconds before each attempt to open a lost connection again; the last one goes on. */
const PAUSES = [100, 500, 1000, 2000, 4000];
/** WebSocket codes from here on are an application's: see `TEXT_CLOSE`. */
const FIRST_OF_OURS = 4000;

/** A connection to a shared text that is opened again as long as the server does not end it. */
export function connectText(place: TextPlace, listener: ConnectionListener): TextConnection {
  let attempt = 0;
  let isOver = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let socket: TextSocket;
  const open = () => {
    socket = openTextSocket(place, {
      onMessage: (message) => {
        attempt = 0;
        if (!isOver) listener.onMessage(message);
      },
      onFrame: (frame) => isOver || listener.onFrame(frame),
      onClose: (code) => {
        if (isOver) return;
        if (code >= FIRST_OF_OURS) {
          isOver = true;
          listener.onEnd(code);
          return;
        }
        listener.onLost();
        retry = setTimeout(open, PAUSES[Math.min(attempt, PAUSES.length - 1)]);
        attempt += 1;
      },
    });
  };
  open();
  return {
    send: (frame) => socket.send(frame),
    close: () => {
      isOver = true;
      clearTimeout(retry);
      socket.close();
    },
  };
}
