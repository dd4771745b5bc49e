import { goQuote } from "#dockerfile/go/goFormat.ts";
import { joinWords } from "../../lib/shellWords.ts";

/** A path in the object of `docker image inspect`: names of fields, then the key of a map or the index of a list. */
export type FieldPath = readonly (string | number)[];

/** Names that Go's templates can write after a dot; keys of maps, which may hold anything, go through `index`. */
const FIELD = /^[A-Za-z_]\w*$/;
/** Fields that are structs: what is below them is a field, not a key. */
const STRUCTS = new Set(["Config", "RootFS", "Metadata", "Healthcheck"]);

/** The `-f` expression of a field: `{{.Id}}`, `{{json .Config.Env}}`, `{{index .Config.Labels "a.b"}}`. */
export function fieldExpression(path: FieldPath, value: unknown): string {
  const depth = fieldDepth(path);
  const field = path
    .slice(0, depth)
    .map((part) => `.${part}`)
    .join("");
  const keys = path.slice(depth).map((key) => (typeof key === "number" ? String(key) : goQuote(key)));
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  if (keys.length === 0) return isPlain ? `{{${field}}}` : `{{json ${field}}}`;
  const indexed = `index ${field} ${keys.join(" ")}`;
  return isPlain ? `{{${indexed}}}` : `{{json (${indexed})}}`;
}

/** How many parts of the path are fields: the first below the object and below a struct. */
function fieldDepth(path: FieldPath): number {
  const first = path.findIndex((_, at) => at > 0 && !STRUCTS.has(String(path[at - 1])));
  const depth = first === -1 ? path.length : first;
  const odd = path.findIndex((part, at) => at < depth && !FIELD.test(String(part)));
  return odd === -1 ? depth : odd;
}

/** The command that prints a field: a shell reads the expression as one word. */
export function inspectCommand(ref: string, path: FieldPath, value: unknown): string {
  return joinWords(["docker", "image", "inspect", "-f", fieldExpression(path, value), ref]);
}
