const UPPER = /^[A-Z]*$/;

/** A keyword in upper case. Go folds two letters beyond ASCII into it, İ and the Kelvin sign; JavaScript others (ſ) too. */
export function keywordName(word: string): string {
  if (UPPER.test(word)) return word;
  return word
    .replaceAll("\u0130", "I")
    .replaceAll("\u212a", "K")
    .replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
