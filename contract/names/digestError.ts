/** The algorithms that OCI registers, with how many hexadecimal digits each gives. */
const DIGITS: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };
const FORMAT = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;

export type DigestError =
  /** It does not look like a digest at all. */
  | { readonly kind: "format" }
  /** In the words of go-digest. */
  | { readonly kind: "digest"; readonly error: string };

/** Why a text is no digest by which a registry could be asked; undefined if it is one. */
export function digestError(text: string): DigestError | undefined {
  if (!FORMAT.test(text)) return { kind: "format" };
  const colon = text.indexOf(":");
  const hex = text.slice(colon + 1);
  const algorithm = text.slice(0, colon);
  const digits = Object.hasOwn(DIGITS, algorithm) ? DIGITS[algorithm] : undefined;
  if (digits === undefined) return { kind: "digest", error: "unsupported digest algorithm" };
  if (hex.length !== digits) return { kind: "digest", error: "invalid checksum digest length" };
  return hex === hex.toLowerCase() ? undefined : { kind: "digest", error: "invalid checksum digest format" };
}
