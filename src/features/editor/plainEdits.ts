/** The texts of one file while it is typed into the plain field, the oldest first; the last is its present one. */
interface Typed {
  readonly texts: string[];
  at: number;
}

/** Keys that follow each other within this time are undone together, in milliseconds. */
const TOGETHER_MS = 800;
const MAX_TEXTS = 200;

const files = new Map<string, Typed>();
let typedAt = Number.NEGATIVE_INFINITY;

/** A pause of this length may be followed by a longer one, in milliseconds. */
const PAUSE_MS = 500;
/** Nobody is kept waiting for longer than this because of keys, in milliseconds. */
const TYPING_LIMIT_MS = 3000;

/** Resolves in the next pause of typing into the plain field. */
export async function whenNotTyping(): Promise<void> {
  const limit = Date.now() + TYPING_LIMIT_MS;
  for (;;) {
    const rest = Math.min(typedAt + PAUSE_MS, limit) - Date.now();
    if (rest <= 0) return;
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}

/** Keeps what an edit in the plain field replaces, so that it can be undone in the editor that comes after. */
export function notePlainEdit(path: string, before: string, after: string, now = Date.now()): void {
  const known = files.get(path);
  const typed = known?.texts.at(-1) === before ? known : { texts: [before], at: 0 };
  if (now - typed.at < TOGETHER_MS && typed.texts.length > 1) typed.texts.pop();
  typed.texts.push(after);
  if (typed.texts.length > MAX_TEXTS) typed.texts.shift();
  typed.at = now;
  typedAt = now;
  files.set(path, typed);
}

/** The texts that led to this one, itself last; only itself if nothing was typed into the plain field. */
export function textsUpTo(path: string, text: string): readonly string[] {
  const texts = files.get(path)?.texts ?? [];
  return texts.at(-1) === text ? texts : [text];
}
