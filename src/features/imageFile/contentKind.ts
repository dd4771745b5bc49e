/** How a file can be shown. */
export type ContentKind = "text" | "hex" | "picture";

const PICTURES = [
  { mediaType: "image/png", starts: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: "image/jpeg", starts: [0xff, 0xd8, 0xff] },
  { mediaType: "image/gif", starts: [0x47, 0x49, 0x46, 0x38] },
] as const;

/** The media type of a picture by its first bytes; undefined if it is none that is shown. */
export function pictureType(start: Uint8Array): string | undefined {
  const known = PICTURES.find(({ starts }) => starts.every((byte, index) => start[index] === byte));
  if (known) return known.mediaType;
  if (ascii(start, 0, 4) === "RIFF" && ascii(start, 8, 12) === "WEBP") return "image/webp";
  return isSvg(start) ? "image/svg+xml" : undefined;
}

/** A drawing, after what may stand before its element. */
function isSvg(start: Uint8Array): boolean {
  const text = ascii(start, 0, 2000);
  return /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)*(?:<!DOCTYPE svg[^>]*>\s*)?<svg[\s>]/i.test(
    text,
  );
}

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}

/** How to show a file at first, by its first bytes. `isWhole`: there are no more. */
export function contentKind(start: Uint8Array, isWhole: boolean): ContentKind {
  if (pictureType(start)) return "picture";
  return isText(start, isWhole) ? "text" : "hex";
}

/** UTF-8 without NUL bytes. The last character may be cut. */
export function isText(start: Uint8Array, isWhole: boolean): boolean {
  if (start.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(start, { stream: !isWhole });
    return true;
  } catch {
    return false;
  }
}
