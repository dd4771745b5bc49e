/** The texts of one file while it is typed into the plain field, the oldest first; the last is its present one. */
interface Typed {
  readonly texts: string[];
  at: number;
}

/** Keys that follow each other within this time are undone together, in milliseconds. */
const TOGETHER_MS = 800;
const MAX_TEXTS = 200;

const files = new Map<string, Typed>();

/** Keeps what an edit in the plain field replaces, so that it can be undone in the editor that comes after. */
export function notePlainEdit(path: string, before: string, after: string, now = Date.now()): void {
  const known = files.get(path);
  const typed = known?.texts.at(-1) === before ? known : { texts: [before], at: 0 };
  if (now - typed.at < TOGETHER_MS && typed.texts.length > 1) typed.texts.pop();
  typed.texts.push(after);
  if (typed.texts.length > MAX_TEXTS) typed.texts.shift();
  typed.at = now;
  files.set(path, typed);
}

/** The files that were typed in, with the text before that and their present one. */
export const plainlyTyped = (): readonly { readonly path: string; readonly before: string; readonly now: string }[] =>
  [...files].flatMap(
    ([
      path,
      {
        texts: [before, ...later],
      },
    ]) => {
      const now = later.at(-1);
      return before === undefined || now === undefined ? [] : [{ path, before, now }];
    },
  );

/** The texts that led to this one, itself last; only itself if nothing was typed into the plain field. */
export function textsUpTo(path: string, text: string): readonly string[] {
  const texts = files.get(path)?.texts ?? [];
  return texts.at(-1) === text ? texts : [text];
}
