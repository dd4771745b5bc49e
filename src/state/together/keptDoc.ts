import { fromBase64, toBase64 } from "lib0/buffer";
import * as Y from "yjs";
import { readStored, tabPlace, writeStored } from "../../lib/storage.ts";
import { SharedDoc } from "./sharedDoc.ts";

interface Kept {
  readonly session: string;
  /** The document, in base64. */
  readonly state: string;
}

const KEY = "strata.together";
/** In bytes: tabs have room for about 5 MB of text. */
const MOST_BYTES = 2_000_000;

const isKept = (value: unknown): value is Kept => typeof value === "object" && value !== null && "state" in value;

/** Before a reload: what was typed without a connection is merged after it, as if the page had stayed. */
export function keepDoc({ session, doc }: SharedDoc): void {
  const state = Y.encodeStateAsUpdate(doc);
  if (state.length <= MOST_BYTES) writeStored(KEY, { session, state: toBase64(state) }, tabPlace);
  else forgetDoc();
}

export function forgetDoc(): void {
  writeStored(KEY, null, tabPlace);
}

/** The document of a session as this tab left it, or an empty one. It is taken once: a copy of the tab must not have it too. */
export function docOf(session: string): SharedDoc {
  const kept = readStored(KEY, isKept, tabPlace);
  forgetDoc();
  if (kept?.session !== session) return new SharedDoc(session);
  try {
    return new SharedDoc(session, fromBase64(kept.state));
  } catch {
    return new SharedDoc(session);
  }
}
