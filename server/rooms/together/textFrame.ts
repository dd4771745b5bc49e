import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { z } from "zod";
import { AWARENESS_FRAME, type Caret, caretSchema, SYNC_FRAME } from "#contract/sharedText.ts";

/** A page's awareness of itself. `caret` is undefined once it is gone. */
export interface CaretNews {
  readonly client: number;
  readonly clock: number;
  readonly caret: Caret | undefined;
}

/** What a page sends. */
export type TextFrame =
  | { readonly kind: "ask"; readonly stateVector: Uint8Array }
  | { readonly kind: "update"; readonly update: Uint8Array }
  | { readonly kind: "caret"; readonly news: CaretNews };

/** Kinds of sync frames in y-protocols. */
const STATE_VECTOR = 0;
const MISSING = 1;
const UPDATE = 2;

/** Characters of a caret's JSON: a path has at most 255 in most. */
const MAX_CARET = 2000;

/** Throws if it is not a frame that pages send. */
export function readFrame(bytes: Uint8Array): TextFrame {
  const decoder = decoding.createDecoder(bytes);
  const type = decoding.readVarUint(decoder);
  if (type === AWARENESS_FRAME) return { kind: "caret", news: readCaret(decoding.readVarUint8Array(decoder)) };
  if (type !== SYNC_FRAME) throw new Error(`frame of type ${type}`);
  const kind = decoding.readVarUint(decoder);
  const content = decoding.readVarUint8Array(decoder);
  if (kind === STATE_VECTOR) return { kind: "ask", stateVector: content };
  if (kind === MISSING || kind === UPDATE) return { kind: "update", update: content };
  throw new Error(`sync frame of kind ${kind}`);
}

function readCaret(bytes: Uint8Array): CaretNews {
  const decoder = decoding.createDecoder(bytes);
  if (decoding.readVarUint(decoder) !== 1) throw new Error("awareness of several pages");
  const client = decoding.readVarUint(decoder);
  const clock = decoding.readVarUint(decoder);
  const json = decoding.readVarString(decoder);
  if (json.length > MAX_CARET) throw new Error("awareness too long");
  return { client, clock, caret: z.nullable(caretSchema).parse(JSON.parse(json)) ?? undefined };
}

const syncFrame = (kind: number, content: Uint8Array): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC_FRAME);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, content);
  });

/** Asks for what is missing here. */
export const askFrame = (stateVector: Uint8Array): Uint8Array => syncFrame(STATE_VECTOR, stateVector);
export const missingFrame = (update: Uint8Array): Uint8Array => syncFrame(MISSING, update);
export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(UPDATE, update);

export const caretFrame = ({ client, clock, caret }: CaretNews): Uint8Array =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AWARENESS_FRAME);
    encoding.writeVarUint8Array(
      encoder,
      encoding.encode((inner) => {
        encoding.writeVarUint(inner, 1);
        encoding.writeVarUint(inner, client);
        encoding.writeVarUint(inner, clock);
        encoding.writeVarString(inner, JSON.stringify(caret ?? null));
      }),
    );
  });
