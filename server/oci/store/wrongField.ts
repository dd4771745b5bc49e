import { z } from "zod";

// The schemas of the wire bring no words: without these, each issue is an "Invalid input".
z.config(z.locales.en());

/** `: config.Env[1]: message` for an error of a schema; empty for any other. */
export function wrongField(error: unknown): string {
  const [issue] = error instanceof z.core.$ZodError ? error.issues : [];
  if (issue === undefined) return "";
  const path = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return `: ${path.replace(/^\./, "")}: ${issue.message}`;
}
