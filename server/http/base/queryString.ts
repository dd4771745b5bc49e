import { nameFromBytes } from "#server/oci/tar/fileName.ts";

/**
 * The values of a query by name; those of a repeated name as a list. A `%FF` that is not UTF-8 stands only for that
 * byte of a file's name: common parsers leave it as three characters, which may be another file's name.
 */
export function parseQueryString(text: string): Record<string, string | string[]> {
  const values = new Map<string, string[]>();
  for (const pair of text.split("&")) {
    const equals = pair.indexOf("=");
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    if (name === "") continue;
    const value = equals === -1 ? "" : decode(pair.slice(equals + 1));
    const known = values.get(name);
    if (known === undefined) values.set(name, [value]);
    else known.push(value);
  }
  return Object.fromEntries(
    [...values].map(([name, [first = "", ...more]]) => [name, more.length ? [first, ...more] : first]),
  );
}

function decode(text: string): string {
  if (!/[%+]/.test(text)) return text;
  const parts = text.replaceAll("+", " ").split(/%([0-9A-Fa-f]{2})/);
  return nameFromBytes(
    Buffer.concat(parts.map((part, index) => (index % 2 === 0 ? Buffer.from(part) : Buffer.from(part, "hex")))),
  );
}
