import type * as Y from "yjs";
import { type SharedTextMessage, TEXT_CLOSE, type Typist } from "#contract/sharedText.ts";
import { findFile } from "#contract/workspaceFiles.ts";
import type { TextPlace } from "../../api/textSocket.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { docOf, forgetDoc, keepDoc } from "./keptDoc.ts";
import type { EditedModel } from "./lineFeedText.ts";
import { type OtherCaret, othersCarets, tellCaret } from "./sharedCarets.ts";
import type { SharedDoc } from "./sharedDoc.ts";
import { addTyped, shareFiles } from "./sharedFiles.ts";
import { bindText, type Carets, type FlatSelection } from "./textBinding.ts";
import { connectText } from "./textConnection.ts";
import { useTogether } from "./together.ts";

/** What a session needs of the editor. */
export interface SharedEditor {
  readonly modelOf: (path: string) => EditedModel | undefined;
  /** The selections of the editor while it shows this model. */
  readonly caretsIn: (model: EditedModel) => Carets;
  readonly showOthers: (carets: readonly OtherCaret[]) => void;
  /** The files that were typed in before the editor was there, and what they were. */
  readonly typedBefore: () => readonly { readonly path: string; readonly before: string; readonly now: string }[];
}

export interface Session {
  /** The person moved the caret, or opened another file. */
  moved(path: string, selection: FlatSelection): void;
  stop(): void;
}

interface Bound {
  readonly text: Y.Text;
  readonly model: EditedModel;
  readonly unbind: () => void;
}

/** Edits a learner's text together. The learner's page brings the files, and goes on saving them. */
export function startSession(place: TextPlace, editor: SharedEditor): Session {
  const isLearner = place === "mine";
  const bound = new Map<string, Bound>();
  let shared: SharedDoc | undefined;
  let people: readonly Typist[] = [];
  let isSynced = false;
  let hasMet = false;
  let last: { readonly path: string; readonly selection: FlatSelection } | undefined;

  const unbind = (path: string) => {
    bound.get(path)?.unbind();
    bound.delete(path);
  };

  const bindFiles = () => {
    for (const [path, { text, model }] of bound) {
      if (shared?.text(path) !== text || editor.modelOf(path) !== model) unbind(path);
    }
    for (const path of isSynced ? (shared?.files.keys() ?? []) : []) {
      const text = shared?.text(path);
      const model = text && !bound.has(path) ? editor.modelOf(path) : undefined;
      if (!text || !model) continue;
      bound.set(path, { text, model, ...bindText({ text, model, carets: editor.caretsIn(model) }) });
    }
    useTogether.setState({ paths: new Set(bound.keys()) });
    tellAgain();
  };

  const showOthers = () => {
    const own = shared?.doc.clientID;
    const others = people.filter(({ client, role }) =>
      client === undefined ? !isLearner && role === "learner" : client !== own,
    );
    useTogether.setState({ others });
    editor.showOthers(shared ? othersCarets(shared, people) : []);
  };

  const tellAgain = () => {
    const text = last && bound.get(last.path)?.text;
    if (shared && last && text) tellCaret(shared, last.path, text, last.selection);
  };

  const leaveDoc = () => {
    for (const path of [...bound.keys()]) unbind(path);
    shared?.destroy();
    shared = undefined;
    isSynced = false;
  };

  const enter = (session: string) => {
    if (shared?.session !== session) {
      leaveDoc();
      shared = docOf(session);
      shared.files.observe(bindFiles);
    }
    shared.connect(connection.send, showOthers);
  };

  const bringFiles = (doc: SharedDoc) => {
    if (!hasMet) for (const { path, before, now } of editor.typedBefore()) addTyped(doc, path, before, now);
    hasMet = true;
    shareFiles(doc, useWorkspace.getState().content);
  };

  const onMessage = (message: SharedTextMessage) => {
    if (message.type === "session") enter(message.session);
    else people = message.people;
    showOthers();
  };

  const onFrame = (frame: Uint8Array) => {
    if (!shared?.receive(frame)) return;
    isSynced = true;
    useTogether.setState({ phase: "on" });
    if (isLearner) bringFiles(shared);
    bindFiles();
  };

  const connection = connectText(place, {
    onMessage,
    onFrame,
    onLost: () => {
      shared?.disconnect();
      people = [];
      useTogether.setState({ phase: "connecting" });
      showOthers();
    },
    onEnd: (code) => {
      stop();
      const end = code === TEXT_CLOSE.replaced ? "elsewhere" : code === TEXT_CLOSE.full ? "full" : "refused";
      useTogether.setState(code === TEXT_CLOSE.ended ? { phase: "off" } : { phase: "over", end });
    },
  });

  const unsubscribe = useWorkspace.subscribe(({ content }, before) => {
    if (content.files === before.content.files || !shared || !isSynced) return;
    const isNew = ({ path, kind }: { path: string; kind: string }) =>
      findFile(before.content.files, path)?.kind !== kind;
    if (content.files.length === before.content.files.length && !content.files.some(isNew)) return;
    if (isLearner) shareFiles(shared, content);
    bindFiles();
  });
  const keep = () => shared && isLearner && keepDoc(shared);
  addEventListener("pagehide", keep);

  const stop = () => {
    removeEventListener("pagehide", keep);
    unsubscribe();
    connection.close();
    leaveDoc();
    forgetDoc();
    editor.showOthers([]);
    useTogether.setState({ others: [], paths: new Set() });
  };

  return {
    moved: (path, selection) => {
      last = { path, selection };
      tellAgain();
    },
    stop,
  };
}
