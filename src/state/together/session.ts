import { type SharedTextMessage, TEXT_CLOSE, type Typist } from "#contract/sharedText.ts";
import type { TextPlace } from "../../api/textSocket.ts";
import { useTogether } from "../workspace/together.ts";
import { useWorkspace } from "../workspace/workspace.ts";
import { BoundFiles, type ModelSource } from "./boundFiles.ts";
import { docOf, forgetDoc, keepDoc } from "./keptDoc.ts";
import { sharableFiles } from "./sharableFiles.ts";
import { type OtherCaret, othersCarets, tellCaret } from "./sharedCarets.ts";
import type { SharedDoc } from "./sharedDoc.ts";
import { addTyped, hasOtherFiles, shareFiles } from "./sharedFiles.ts";
import type { FlatSelection } from "./textBinding.ts";
import { connectText, type TextConnection } from "./textConnection.ts";

/** What a session needs of the editor. */
export interface SharedEditor extends ModelSource {
  readonly showOthers: (carets: readonly OtherCaret[]) => void;
  /** A file's text before anything was typed while the editor was not there yet. */
  readonly textAtStart: (path: string, now: string) => string;
}

export interface Session {
  /** The person moved the caret, or opened another file. */
  moved(path: string, selection: FlatSelection): void;
  stop(): void;
}

/** Edits a learner's text together. The learner's page brings the files, and goes on saving them. */
export const startSession = (place: TextPlace, editor: SharedEditor): Session => new TextSession(place, editor);

class TextSession implements Session {
  readonly #isLearner: boolean;
  readonly #editor: SharedEditor;
  readonly #bound: BoundFiles;
  readonly #connection: TextConnection;
  readonly #unsubscribe: () => void;
  /** The files as the page had them at its start, until they have met the others'. */
  #atStart: ReadonlyMap<string, string> | undefined;
  #shared: SharedDoc | undefined;
  #isSynced = false;
  #people: readonly Typist[] = [];
  #place: { readonly path: string; readonly selection: FlatSelection } | undefined;

  constructor(place: TextPlace, editor: SharedEditor) {
    this.#isLearner = place === "mine";
    this.#editor = editor;
    this.#bound = new BoundFiles(editor);
    const files = [...sharableFiles(useWorkspace.getState().content)];
    this.#atStart = new Map(files.map(([path, now]) => [path, editor.textAtStart(path, now)]));
    this.#connection = connectText(place, {
      onMessage: (message) => this.#heard(message),
      onFrame: (frame) => this.#received(frame),
      onLost: () => this.#lost(),
      onEnd: (code) => this.#ended(code),
    });
    this.#unsubscribe = useWorkspace.subscribe(({ content }, before) => {
      if (hasOtherFiles(content, before.content)) this.#filesChanged();
    });
    addEventListener("pagehide", this.#keep);
  }

  moved(path: string, selection: FlatSelection): void {
    this.#place = { path, selection };
    this.#tellPlace();
  }

  stop(): void {
    removeEventListener("pagehide", this.#keep);
    this.#unsubscribe();
    this.#connection.close();
    this.#leave();
    forgetDoc();
    this.#editor.showOthers([]);
    useTogether.setState({ others: [], paths: new Set() });
  }

  readonly #keep = (): void => {
    if (this.#shared && this.#isLearner) keepDoc(this.#shared);
  };

  #heard(message: SharedTextMessage): void {
    if (message.type === "session") this.#enter(message.session);
    else this.#people = message.people;
    this.#showOthers();
  }

  #enter(session: string): void {
    if (this.#shared?.session !== session) {
      this.#leave();
      this.#shared = docOf(session);
      this.#shared.files.observe(() => this.#bind());
    }
    this.#shared.connect(this.#connection.send, () => this.#showOthers());
  }

  #received(frame: Uint8Array): void {
    if (!this.#shared?.receive(frame)) return;
    this.#isSynced = true;
    useTogether.setState({ phase: "on" });
    this.#filesChanged();
  }

  #filesChanged(): void {
    if (!this.#shared || !this.#isSynced) return;
    if (this.#isLearner) this.#bringFiles(this.#shared);
    this.#bind();
  }

  #bringFiles(shared: SharedDoc): void {
    const { content } = useWorkspace.getState();
    const now = sharableFiles(content);
    for (const [path, before] of this.#atStart ?? []) addTyped(shared, path, before, now.get(path) ?? before);
    this.#atStart = undefined;
    shareFiles(shared, content);
  }

  #bind(): void {
    if (!this.#shared || !this.#isSynced) return;
    this.#bound.update(this.#shared);
    useTogether.setState({ paths: this.#bound.paths });
    this.#tellPlace();
  }

  #tellPlace(): void {
    const text = this.#place && this.#bound.textOf(this.#place.path);
    if (this.#shared && this.#place && text) tellCaret(this.#shared, this.#place.path, text, this.#place.selection);
  }

  /** One's own page is among the people too, at first without a number. */
  #showOthers(): void {
    const own = this.#shared?.doc.clientID;
    const others = this.#people.filter(({ client, role }) =>
      client === undefined ? !this.#isLearner && role === "learner" : client !== own,
    );
    useTogether.setState({ others });
    this.#editor.showOthers(this.#shared ? othersCarets(this.#shared, this.#people) : []);
  }

  #lost(): void {
    this.#shared?.disconnect();
    this.#people = [];
    useTogether.setState({ phase: "connecting" });
    this.#showOthers();
  }

  #ended(code: number): void {
    this.stop();
    if (code === TEXT_CLOSE.ended) useTogether.setState({ phase: "off" });
    else useTogether.setState({ phase: "over", end: ENDS.get(code) ?? "refused" });
  }

  #leave(): void {
    this.#bound.clear();
    this.#shared?.destroy();
    this.#shared = undefined;
    this.#isSynced = false;
  }
}

const ENDS: ReadonlyMap<number, "elsewhere" | "full"> = new Map([
  [TEXT_CLOSE.replaced, "elsewhere"],
  [TEXT_CLOSE.full, "full"],
]);
