/** Bytes of index.json, of a text, and of a script. Markdown's worst cases grow faster than its size. */
export const MAX_TEXT_BYTES = 100_000;
/** Bytes of all texts and scripts of a lesson. */
export const MAX_TEXTS_BYTES = 2_000_000;
export const MAX_STEPS = 100;
/** Files of one lesson that are put into the workspace. */
export const MAX_ASSETS = 1000;
export const MAX_MISTAKES = 200;
export const MAX_GAPS = 20;
/** Nodes of one text, and how deep they nest. */
export const MAX_NODES = 20_000;
export const MAX_DEPTH = 60;
/** `[` in one text: looking for the end of a link takes time for each of those before it. */
export const MAX_BRACKETS = 2000;
/** `<` in one text: each may be a tag inside the one before. */
export const MAX_TAGS = 4000;
/** `|` in one line: cells of a table. */
export const MAX_CELLS = 500;
/** Quotes and lists inside each other that one line opens. */
export const MAX_MARKERS = 40;
export const MAX_QUESTIONS = 100;
