/** Columns of a monospace font that a text takes, as terminals count them. Text has no control characters but tabs. */

const TAB = 9;
const TAB_STOP = 8;
const JOINER = 0x200d;
const EMOJI_PRESENTATION = 0xfe0f;
const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Rows of a text that goes on in the next row when the columns are used up; at least 1. */
export function rowsOf(text: string, columns: number): number {
  if (PRINTABLE_ASCII.test(text)) return Math.max(1, Math.ceil(text.length / columns));
  let rows = 1;
  eachBreak(text, columns, () => {
    rows += 1;
  });
  return rows;
}

/** Where each row but the first begins, in UTF-16 code units. */
export function breaksOf(text: string, columns: number): number[] {
  const breaks: number[] = [];
  eachBreak(text, columns, (at) => breaks.push(at));
  return breaks;
}

function eachBreak(text: string, columns: number, found: (at: number) => void): void {
  let column = 0;
  let before = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    let width = widthAfter(code, before, column);
    // What takes no column of its own belongs to the character before it.
    if (width > 0 && column > 0 && column + width > columns && code !== EMOJI_PRESENTATION) {
      found(at);
      column = 0;
      width = widthAfter(code, before, column);
    }
    column += width;
    // Two flags side by side are four letters, and the third must not join the first two.
    before = isFlagLetter(code) && isFlagLetter(before) ? 0 : code;
    at += code > 0xffff ? 2 : 1;
  }
}

function widthAfter(code: number, before: number, column: number): number {
  if (code === TAB) return TAB_STOP - (column % TAB_STOP);
  if (code < 0x300) return 1;
  if (code === EMOJI_PRESENTATION) return before !== 0 && widthOf(before) === 1 ? 1 : 0;
  if (before === JOINER || (isFlagLetter(code) && isFlagLetter(before))) return 0;
  if (isSkinTone(code) && widthOf(before) === 2) return 0;
  return widthOf(code);
}

const isFlagLetter = (code: number): boolean => code >= 0x1f1e6 && code <= 0x1f1ff;
const isSkinTone = (code: number): boolean => code >= 0x1f3fb && code <= 0x1f3ff;

/** Combining and invisible characters, and the vowels and finals of a Hangul syllable. */
const NO_COLUMN = /[\p{Mn}\p{Me}\p{Cf}\u1160-\u11ff\ud7b0-\ud7ff]/u;
/** East Asian Width W and F (UAX #11) in ranges that include the unassigned between them, and emoji. */
const TWO_COLUMNS =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b2ff}\u{1f200}-\u{1f2ff}\u{20000}-\u{3ffff}\p{Emoji_Presentation}]/u;

/** Width + 1 by character, 0 if not looked up yet: a log can have a million of them, and the expressions are slow. */
const known = new Uint8Array(0x20000);

function widthOf(code: number): number {
  if (code >= known.length) return lookUpWidth(code);
  if (known[code] === 0) known[code] = lookUpWidth(code) + 1;
  return (known[code] ?? 1) - 1;
}

function lookUpWidth(code: number): number {
  if (code < 0x300) return 1;
  const character = String.fromCodePoint(code);
  if (NO_COLUMN.test(character)) return 0;
  return TWO_COLUMNS.test(character) ? 2 : 1;
}
