const STRICT = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** The text of valid UTF-8, or undefined. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  try {
    return STRICT.decode(bytes);
  } catch {
    return undefined;
  }
}

/** A name as the API writes it: a byte that is not part of valid UTF-8 is U+DC00 plus the byte. */
export function nameText(bytes: Uint8Array): string {
  const whole = utf8Text(bytes);
  if (whole !== undefined) return whole;
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const character = [1, 2, 3, 4]
      .filter((length) => at + length <= bytes.length)
      .map((length) => ({ length, text: utf8Text(bytes.subarray(at, at + length)) }))
      .find((found) => found.text !== undefined);
    text += character?.text ?? String.fromCharCode(0xdc00 + (bytes[at] ?? 0));
    at += character?.length ?? 1;
  }
  return text;
}
