import type { Analysis } from "./analysis.ts";
import { kindOf } from "./merge.ts";
import { asJson, type Json } from "./savedImage.ts";
import { startOf } from "./sparseContent.ts";

const SYSTEMS = ["dpkg", "apk", "rpm", "pip", "npm"] as const;

/** Packages of an rpm database: the checker reads no SQLite, and is told. */
export type RpmPackages = Readonly<Record<string, string>>;

interface Installed {
  readonly system: (typeof SYSTEMS)[number];
  readonly name: string;
  readonly version: string;
  /** For packages with a file of their own: the folder that they are installed in. */
  readonly place?: string;
}

type Reader = (path: string, text: string) => readonly Installed[];

const READERS: readonly (readonly [files: RegExp, read: Reader])[] = [
  [/^var\/lib\/dpkg\/(?:status|status\.d\/.*(?<!\.md5sums))$/, (_path, text) => stanzas(text).flatMap(debian)],
  [/^(?:usr\/)?lib\/apk\/db\/installed$/, (_path, text) => stanzas(text).flatMap(alpine)],
  [/\/(?:site|dist)-packages\/[^/]+\.(?:dist-info\/METADATA|egg-info(?:\/PKG-INFO)?)$/, python],
  [/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/@][^/]*\/package\.json$/, node],
];

/** `/compare/packages` */
export function packagesView(a: Analysis, b: Analysis, rpm: { a: RpmPackages; b: RpmPackages }): Json {
  const [before, after] = [installed(a, rpm.a), installed(b, rpm.b)];
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const differences = keys.flatMap((key): Json[] => {
    const [was, is] = [before.get(key), after.get(key)];
    const [old, now] = [versions(was), versions(is)];
    const { version: _version, ...known } = (is ?? was)?.[0] ?? { version: "" };
    return old === now ? [] : [{ ...known, ...(old && { a: old }), ...(now && { b: now }) }];
  });
  const count = (side: typeof before, system: string) =>
    [...side.values()].filter(([one]) => one?.system === system).length;
  const systems = SYSTEMS.map((system) => ({ system, a: count(before, system), b: count(after, system) }));
  return {
    systems: systems.filter(({ a, b }) => a + b > 0),
    differences: byKey(differences),
    total: differences.length,
    unread: [],
  };
}

/** What the API answers, in the checker's order. */
export function orderedPackages(answered: Json): Json {
  return {
    ...answered,
    differences: byKey(Array.isArray(answered.differences) ? answered.differences.map(asJson) : []),
  };
}

function byKey(differences: readonly Json[]): Json[] {
  const keyOf = ({ system, name, place }: Json): string => JSON.stringify([system, name, place]);
  return differences.toSorted((x, y) => (keyOf(x) < keyOf(y) ? -1 : 1));
}

/** By system, name, and place; several versions of one are in one list. */
function installed({ tree }: Analysis, rpm: RpmPackages): Map<string, Installed[]> {
  const found = [...tree].flatMap(([path, name]) => {
    const content = kindOf(name) === "file" ? name.stored.item?.content : undefined;
    const read = READERS.find(([files]) => files.test(path))?.[1];
    return content && read ? read(path, startOf(content, content.size).toString()) : [];
  });
  const told = Object.entries(rpm).map(([name, version]): Installed => ({ system: "rpm", name, version }));
  return Map.groupBy([...found, ...told], ({ system, name, place }) => JSON.stringify([system, name, place]));
}

function versions(packages: readonly Installed[] | undefined): string | undefined {
  return packages && [...new Set(packages.map(({ version }) => version))].sort().join(", ");
}

function stanzas(text: string): string[] {
  return text.split(/\n\s*\n/);
}

function field(stanza: string, name: string): string | undefined {
  return new RegExp(`^${name}:(.*)$`, "m").exec(stanza)?.[1]?.trim();
}

function debian(stanza: string): Installed[] {
  const [name, version] = [field(stanza, "Package"), field(stanza, "Version")];
  const isThere = / installed$/.test(field(stanza, "Status") ?? " installed");
  return name && version && isThere ? [{ system: "dpkg", name, version }] : [];
}

function alpine(stanza: string): Installed[] {
  const [name, version] = [field(stanza, "P"), field(stanza, "V")];
  return name && version ? [{ system: "apk", name, version }] : [];
}

function python(path: string, text: string): Installed[] {
  const [stanza = ""] = stanzas(text);
  const [name, version] = [field(stanza, "Name"), field(stanza, "Version")];
  const place = `/${/^.*\/(?:site|dist)-packages(?=\/)/.exec(path)?.[0]}`;
  return name && version ? [{ system: "pip", name, version, place }] : [];
}

function node(path: string, text: string): Installed[] {
  const { name, version } = asJson(JSON.parse(text));
  const place = `/${/^.*?node_modules(?=\/(?:@[^/]+\/)?[^/]+\/package\.json$)/.exec(path)?.[0]}`;
  return name && version ? [{ system: "npm", name: String(name), version: String(version), place }] : [];
}
