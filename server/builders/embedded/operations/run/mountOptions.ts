/** A switch of a mount: `required`, `required=true`. */
export function isSet(text: string | undefined): boolean {
  return text === "" || /^(?:1|t|true)$/i.test(text ?? "0");
}

/** A size as docker/go-units reads it; undefined if invalid. */
export function sizeBytes(text: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?$/i.exec(text ?? "");
  if (match === null) return undefined;
  const power = ["", "k", "m", "g", "t"].indexOf((match[2] ?? "").toLowerCase());
  return Math.round(Number(match[1]) * 1024 ** power);
}
