import { readStored, writeStored } from "../../lib/storage.ts";

/**
 * The text of the last build, kept in this browser: after a reload, lines edited since then are still known to be edited.
 * The server keeps the build, not the text as this page had it.
 */
interface BuiltText {
  readonly id: string;
  readonly text: string;
}

const KEY = "strata.built";

const isBuiltText = (value: unknown): value is BuiltText =>
  typeof value === "object" &&
  value !== null &&
  "id" in value &&
  "text" in value &&
  typeof value.id === "string" &&
  typeof value.text === "string";

export function rememberBuiltText(id: string, text: string): void {
  writeStored(KEY, { id, text } satisfies BuiltText);
}

export function builtTextOf(id: string): string | undefined {
  const built = readStored(KEY, isBuiltText);
  return built?.id === id ? built.text : undefined;
}
