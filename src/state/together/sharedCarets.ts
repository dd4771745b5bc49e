import * as Y from "yjs";
import { type Caret, caretSchema, type Typist } from "#contract/sharedText.ts";
import type { SharedDoc } from "./sharedDoc.ts";
import type { FlatSelection } from "./textBinding.ts";

/** Somebody else's caret. */
export interface OtherCaret extends FlatSelection {
  readonly name: string;
  readonly role: Typist["role"];
  readonly path: string;
}

/** Tells others where one's own caret is, by the characters it is at. */
export function tellCaret({ awareness }: SharedDoc, path: string, text: Y.Text, { anchor, head }: FlatSelection): void {
  const at = (offset: number) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, offset, -1));
  awareness?.setLocalState({ caret: { path, anchor: at(anchor), head: at(head) } });
}

/** The carets of people who are there, as far as their texts are. */
export function othersCarets(shared: SharedDoc, people: readonly Typist[]): readonly OtherCaret[] {
  return people.flatMap(({ client, name, role }) => {
    if (client === undefined || client === shared.doc.clientID) return [];
    const told = caretSchema.safeParse(shared.awareness?.states.get(client));
    const selection = told.data?.caret && selectionOf(shared, told.data.caret);
    return selection && told.data?.caret ? [{ name, role, path: told.data.caret.path, ...selection }] : [];
  });
}

function selectionOf(
  shared: SharedDoc,
  { path, anchor, head }: NonNullable<Caret["caret"]>,
): FlatSelection | undefined {
  const text = shared.text(path);
  const offsetOf = (end: unknown): number | undefined => {
    const place = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(end), shared.doc);
    return place?.type === text ? place?.index : undefined;
  };
  const [from, to] = [offsetOf(anchor), offsetOf(head)];
  return from === undefined || to === undefined ? undefined : { anchor: from, head: to };
}
