import { z } from "zod/mini";

/** An OCI content digest; only sha256 is supported here. */
export const digestSchema = z.templateLiteral(["sha256:", z.string().check(z.regex(/^[0-9a-f]{64}$/))]);

export type Digest = z.infer<typeof digestSchema>;

export function isDigest(text: string): text is Digest {
  return /^sha256:[0-9a-f]{64}$/.test(text);
}
