import { readFileSync } from "node:fs";
import { z } from "zod";
import { withoutPath } from "#contract/names/registryHost.ts";
import { ConfigError } from "./config.ts";
import type { Credentials } from "./oci/distribution/registrySettings.ts";

const entrySchema = z.object({
  /** base64 of `name:password`, as `docker login` writes it. */
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
});

const fileSchema = z.object({ auths: z.record(z.string(), entrySchema) });

function credentialsOf(entry: z.infer<typeof entrySchema>): Credentials | undefined {
  if (entry.username !== undefined && entry.password !== undefined) {
    return { username: entry.username, password: entry.password };
  }
  const [username, ...rest] = Buffer.from(entry.auth ?? "", "base64")
    .toString("utf8")
    .split(":");
  return username === undefined || rest.length === 0 ? undefined : { username, password: rest.join(":") };
}

/**
 * Credentials by registry host, from text in the format of Docker's config.json. An entry without a password (kept by a
 * credential helper) is skipped. Throws if the text is invalid.
 */
export function parseCredentials(text: string): Record<string, Credentials> {
  const { auths } = fileSchema.parse(JSON.parse(text));
  const pairs = Object.entries(auths).flatMap(([key, entry]) => {
    const credentials = credentialsOf(entry);
    return credentials === undefined ? [] : [[withoutPath(key), credentials] as const];
  });
  return Object.fromEntries(pairs);
}

/** The same from a file; the error names the file and never its content. */
export function readCredentials(file: string): Record<string, Credentials> {
  try {
    return parseCredentials(readFileSync(file, "utf8"));
  } catch (error) {
    const why = error instanceof Error && "code" in error ? String(error.code) : 'it needs the form {"auths": {…}}';
    throw new ConfigError([`STRATA_REGISTRY_AUTH=${file} can't be read: ${why}`]);
  }
}
