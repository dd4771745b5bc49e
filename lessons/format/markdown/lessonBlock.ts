/** A part of a text that is read before Markdown is: its place is kept by a comment. */
export type LessonBlock = FileBlock | QuizBlock;

/** `<pre class="file" …>`. Offsets are of the whole block in the text. */
export interface FileBlock {
  readonly kind: "file";
  readonly start: number;
  readonly end: number;
  /** The end of the start tag. */
  readonly tagEnd: number;
  readonly attributes: ReadonlyMap<string, string>;
  /** As written, with its entities. */
  readonly content: string;
}

/** `>>question<<` and the lines of its answers. */
export interface QuizBlock {
  readonly kind: "quiz";
  readonly start: number;
  readonly end: number;
  readonly question: string;
  readonly answers: readonly QuizLine[];
}

export interface QuizLine {
  readonly mark: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `{{…}}` behind the end of a fenced block: its words, and where it stands. */
export interface FenceAction {
  readonly words: string;
  readonly start: number;
  readonly end: number;
}

/** Keeps a block's place through Markdown and HTML, neither of which changes a comment. Shorter than any block. */
export function blockMark(index: number): string {
  return `<!--${index}-->`;
}

/** The index of the block whose mark this comment is. */
export function markedBlock(comment: string): number | undefined {
  const digits = /^(\d{1,5})$/.exec(comment)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 10);
}
