import { type Package, packageOf } from "./packageList.ts";
import { paragraphs } from "./paragraphs.ts";

/** The installed packages of `/var/lib/dpkg/status`, or of one file in distroless's `status.d`, which has no states. */
export function readDpkg(text: string): Package[] {
  return [...paragraphs(text)].flatMap((fields) => {
    const state = fields.get("Status");
    if (state !== undefined && !state.endsWith(" installed")) return [];
    return packageOf(fields.get("Package"), fields.get("Version")) ?? [];
  });
}

/** The packages of `/lib/apk/db/installed`, whose fields are letters. */
export function readApk(text: string): Package[] {
  return [...paragraphs(text)].flatMap((fields) => packageOf(fields.get("P"), fields.get("V")) ?? []);
}

/** The package of a `METADATA` or `PKG-INFO`; its first paragraph says it, and the description follows. */
export function readPython(text: string): Package[] {
  const [fields] = paragraphs(text);
  return [packageOf(fields?.get("Name"), fields?.get("Version")) ?? []].flat();
}

/** The package of a `package.json`. Throws a SyntaxError if it is not JSON. */
export function readNpm(text: string): Package[] {
  const json: unknown = JSON.parse(text);
  if (typeof json !== "object" || json === null) return [];
  const word = (value: unknown) => (typeof value === "string" ? value : undefined);
  const { name, version }: { name?: unknown; version?: unknown } = json;
  return [packageOf(word(name), word(version)) ?? []].flat();
}
