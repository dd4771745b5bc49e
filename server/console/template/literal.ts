const ESCAPES: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

const ESCAPE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3})|(.))/gs;

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_all, byte, short, long, octal, letter) => {
    const hexadecimal = byte ?? short ?? long;
    if (hexadecimal !== undefined) return fromCode(Number.parseInt(hexadecimal, 16));
    if (octal !== undefined) return fromCode(Number.parseInt(octal, 8));
    return ESCAPES[letter] ?? letter;
  });
}

function fromCode(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : "\ufffd";
}

/** The value of a constant as Go writes it: a quoted string, a character (its code), or a number. */
export function readLiteral(kind: "string" | "character" | "number", source: string): string | number {
  if (kind === "string") return source.startsWith("`") ? source.slice(1, -1) : unescaped(source.slice(1, -1));
  if (kind === "character") return unescaped(source.slice(1, -1)).codePointAt(0) ?? 0;
  return Number(source.replaceAll("_", ""));
}
