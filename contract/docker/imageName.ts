import { familiarName, parseReference } from "../names/reference.ts";

/** As Docker shows an image by name, also one that it does not have: with its tag. */
export function imageName(ref: string): string {
  const parsed = parseReference(ref);
  return parsed.ok ? familiarName(parsed.reference) : ref;
}
