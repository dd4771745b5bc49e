import { type ComparedPackages, type PackageDifference, packageSystemSchema } from "#contract/imageComparison.ts";
import type { FileTree } from "#server/oci/store/fileTree.ts";
import type { Inode } from "#server/oci/store/treeNode.ts";
import { type FoundDatabase, findDatabases } from "./findDatabases.ts";
import { type ReadFile, readPackages } from "./readPackages.ts";

const LIMIT = 5000;
/** Most that are named as not read. */
const MAX_UNREAD = 50;
/** Most files of one package that are read, for each image. */
const MAX_READ = 20_000;

type System = FoundDatabase["system"];
interface Installed extends Omit<PackageDifference, "a" | "b"> {
  readonly versions: Set<string>;
}

/** The packages of two images: what was added, removed, and updated. A file that both have counts and is not read twice. */
export function comparePackages(a: FileTree, b: FileTree, read: ReadFile): ComparedPackages {
  const [before, after] = [findDatabases(a.root), findDatabases(b.root)];
  const [seenA, seenB] = [keysOf(before), keysOf(after)];
  const sideA = new PackageSide(a, read).take(before, seenB);
  const sideB = new PackageSide(b, read).take(after, seenA);
  const keys = [...new Set([...sideA.installed.keys(), ...sideB.installed.keys()])];
  const all = keys.flatMap((key) => difference(sideA.installed.get(key), sideB.installed.get(key)) ?? []).sort(byName);
  const unread = [
    ...sideA.unread.map((one) => ({ side: "a" as const, ...one })),
    ...sideB.unread.map((one) => ({ side: "b" as const, ...one })),
  ];
  return {
    systems: packageSystemSchema.options
      .map((system) => ({ system, a: sideA.count(system), b: sideB.count(system) }))
      .filter((count) => count.a + count.b > 0),
    differences: all.slice(0, LIMIT),
    total: all.length,
    unread: unread.slice(0, MAX_UNREAD),
  };
}

const keyOf = ({ path, inode }: FoundDatabase): string => `${path} ${placeOf(inode)}`;
const placeOf = ({ layer, entry }: Inode): string => `${layer} ${entry.offset}`;
const keysOf = (databases: readonly FoundDatabase[]): ReadonlySet<string> => new Set(databases.map(keyOf));

/** The packages of one image. */
class PackageSide {
  readonly installed = new Map<string, Installed>();
  readonly unread: Omit<ComparedPackages["unread"][number], "side">[] = [];
  readonly #tree: FileTree;
  readonly #read: ReadFile;
  readonly #same = new Map<System, number>();
  #reads = 0;

  constructor(tree: FileTree, read: ReadFile) {
    this.#tree = tree;
    this.#read = read;
  }

  /** `other`: what the other image has, too. Files of one package that are in both are only counted. */
  take(databases: readonly FoundDatabase[], other: ReadonlySet<string>): this {
    for (const database of databases) {
      const { system, place } = database;
      if (place !== undefined && other.has(keyOf(database))) this.#same.set(system, (this.#same.get(system) ?? 0) + 1);
      else this.#add(database);
    }
    return this;
  }

  count(system: System): number {
    const read = [...this.installed.values()].filter((one) => one.system === system).length;
    return read + (this.#same.get(system) ?? 0);
  }

  #add(database: FoundDatabase): void {
    const { system, path, place } = database;
    this.#reads += place === undefined ? 0 : 1;
    const found = this.#reads > MAX_READ ? "too-large" : readPackages(database, this.#tree, this.#read);
    if (typeof found === "string") {
      if (this.unread.length < MAX_UNREAD) this.unread.push({ path: `/${path}`, why: found });
      return;
    }
    for (const { name, version } of found) {
      const key = JSON.stringify([system, place, name]);
      const known = this.installed.get(key);
      if (known) known.versions.add(version);
      else
        this.installed.set(key, { system, name, ...(place !== undefined && { place }), versions: new Set([version]) });
    }
  }
}

function difference(a: Installed | undefined, b: Installed | undefined): PackageDifference | undefined {
  const known = b ?? a;
  const [before, after] = [versionsOf(a), versionsOf(b)];
  if (known === undefined || before === after) return undefined;
  const { versions: _, ...rest } = known;
  return { ...rest, ...(before !== undefined && { a: before }), ...(after !== undefined && { b: after }) };
}

/** Some are installed in several versions, such as kernels, or for several architectures. */
const versionsOf = (one: Installed | undefined): string | undefined => one && [...one.versions].sort().join(", ");

function byName(a: PackageDifference, b: PackageDifference): number {
  const [x, y] = [a, b].map(({ system, name, place = "" }) => [
    packageSystemSchema.options.indexOf(system),
    name,
    place,
  ]);
  return JSON.stringify(x) < JSON.stringify(y) ? -1 : 1;
}
