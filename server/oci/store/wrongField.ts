import { z } from "zod";

/** `: config.Env[1]: message` for an error of a schema; empty for any other. */
export function wrongField(error: unknown): string {
  const [issue] = error instanceof z.ZodError ? error.issues : [];
  if (issue === undefined) return "";
  const path = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return `: ${path.replace(/^\./, "")}: ${issue.message}`;
}
