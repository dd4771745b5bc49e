const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
};

/** Decodes the character references that authors need inside HTML: `&lt;`, `&#60;`, `&#x3c;`. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? whole;
    const point = hex === undefined ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** A text with a few tags in it, as it reads: questions and choices are shown as they are. */
export function withoutTags(html: string): string {
  return decodeEntities(html.replace(/<\/?(?:b|i|u|em|strong|code|kbd|span|p|br)(?:\s[^<>]{0,200})?\/?>/gi, ""));
}
