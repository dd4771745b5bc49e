import type { BuildWarning } from "#contract/build.ts";
import type { VertexWarning } from "./solveStatus.ts";

/** `JSONArgsRecommended: JSON arguments recommended for CMD … (line 12)`. */
const CHECK = /^(?:([A-Z][A-Za-z]+): )?([\s\S]*?)(?: \(line \d+\))?$/;

/** A warning of BuildKit, whose lines count from 1. */
export function readWarning({ short, url, range }: VertexWarning): BuildWarning | undefined {
  const text = Buffer.from(short ?? "", "base64")
    .toString("utf8")
    .slice(0, 4000);
  const [, code, message = ""] = CHECK.exec(text) ?? [];
  if (message === "") return undefined;
  const [first] = range ?? [];
  const start = first?.start;
  const end = first?.end ?? start;
  return {
    message,
    ...(code !== undefined && { code }),
    ...(url && { url }),
    ...(start && end && start.line > 0 && { range: { start: place(start), end: place(end) } }),
  };
}

function place({ line, character }: { readonly line: number; readonly character: number }) {
  return { line: Math.max(0, Math.trunc(line) - 1), character: Math.max(0, Math.trunc(character)) };
}
