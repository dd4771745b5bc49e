import { standInWords } from "#contract/standInWords.ts";
import type { Pulled } from "./transfers.ts";

/** The last lines of `docker pull`. `name`: as the person knows it. */
export function pullStatus({ digest, isNew, standIn }: Pulled, name: string): string[] {
  // The digest would be that of another image than the registry's.
  if (standIn !== undefined) return [`Status: ${standInWords(name, standIn)}`];
  const outcome = isNew ? "Downloaded newer image" : "Image is up to date";
  return [`Digest: ${digest}`, `Status: ${outcome} for ${name}`];
}
