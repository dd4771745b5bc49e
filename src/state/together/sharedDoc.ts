import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { uint32 } from "lib0/random";
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import { messageYjsSyncStep2, readSyncMessage, writeSyncStep1, writeUpdate } from "y-protocols/sync";
import * as Y from "yjs";
import { AWARENESS_FRAME, SHARED_FILES, SYNC_FRAME } from "#contract/sharedText.ts";

type Send = (frame: Uint8Array<ArrayBuffer>) => void;

/** What comes from others, as the origin of changes. */
const OTHERS = {};

/** The document of one session of editing together: the texts by path, and where everybody's caret is. */
export class SharedDoc {
  readonly session: string;
  readonly doc = new Y.Doc();
  readonly files = this.doc.getMap<unknown>(SHARED_FILES);
  awareness: Awareness | undefined;
  #send: Send | undefined;

  constructor(session: string, state?: Uint8Array) {
    this.session = session;
    if (state) Y.applyUpdate(this.doc, state, OTHERS);
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== OTHERS) this.#send?.(frameOf(SYNC_FRAME, (encoder) => writeUpdate(encoder, update)));
    });
  }

  text(path: string): Y.Text | undefined {
    const found = this.files.get(path);
    return found instanceof Y.Text ? found : undefined;
  }

  /** Begins to speak over a new connection, under a new number: the server may not know yet that the last one is gone. */
  connect(send: Send, onCarets: () => void): void {
    this.disconnect();
    this.#send = send;
    this.doc.clientID = uint32();
    const awareness = new Awareness(this.doc);
    this.awareness = awareness;
    const sendOwn = () =>
      send(
        frameOf(AWARENESS_FRAME, (encoder) =>
          encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [awareness.clientID])),
        ),
      );
    awareness.on("update", (_: unknown, origin: unknown) => origin === "local" && sendOwn());
    awareness.on("change", onCarets);
    send(frameOf(SYNC_FRAME, (encoder) => writeSyncStep1(encoder, this.doc)));
    // Others ignore the state it begins with: its clock is zero. This one is sent.
    awareness.setLocalState({});
  }

  /** True if the frame was the answer to `connect`: now all that others have is here. */
  receive(frame: Uint8Array): boolean {
    const decoder = decoding.createDecoder(frame);
    if (decoding.readVarUint(decoder) === AWARENESS_FRAME) {
      if (this.awareness) applyAwarenessUpdate(this.awareness, decoding.readVarUint8Array(decoder), OTHERS);
      return false;
    }
    const answer = encoding.createEncoder();
    encoding.writeVarUint(answer, SYNC_FRAME);
    const kind = readSyncMessage(decoder, answer, this.doc, OTHERS);
    if (encoding.length(answer) > 1) this.#send?.(encoding.toUint8Array(answer));
    return kind === messageYjsSyncStep2;
  }

  disconnect(): void {
    this.#send = undefined;
    this.awareness?.destroy();
    this.awareness = undefined;
  }

  destroy(): void {
    this.disconnect();
    this.doc.destroy();
  }
}

function frameOf(type: number, write: (encoder: encoding.Encoder) => void): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, type);
  write(encoder);
  return encoding.toUint8Array(encoder);
}
