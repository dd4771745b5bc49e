/** Ends the reading of a word that can't be expanded. Caught in `lexShell`, never seen outside of `expansion/`. */
export class LexError extends Error {}
