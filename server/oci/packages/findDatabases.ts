import type { PackageSystem } from "#contract/imageComparison.ts";
import { nodesBelow } from "#server/oci/inspect/treeChanges.ts";
import type { Inode, TreeNode } from "#server/oci/store/treeNode.ts";
import type { RpmFormat } from "./rpmBlobs.ts";

/** A file that names packages. */
export interface FoundDatabase {
  readonly system: PackageSystem;
  /** Relative, without a leading slash. */
  readonly path: string;
  readonly inode: Inode;
  /** For a file of one package: the folder that it is installed in. */
  readonly place?: string;
  /** For a database of rpm. */
  readonly format?: RpmFormat;
}

const RPM = /(?:^|\/)(?:var\/lib\/rpm|usr\/lib\/sysimage\/rpm|usr\/share\/rpm)\/[^/]+$/;
const PYTHON = /^(.*\/(?:site|dist)-packages)\/[^/]+\.(?:dist-info\/METADATA|egg-info(?:\/PKG-INFO)?)$/;
const NPM = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/@][^/]*)\/package\.json$/;
const RPM_FILES: ReadonlyMap<string, RpmFormat> = new Map([
  ["rpmdb.sqlite", "sqlite"],
  ["Packages", "berkeley"],
  ["Packages.db", "ndb"],
]);

/** The files that name the packages of an image. */
export function findDatabases(root: TreeNode): FoundDatabase[] {
  const found: FoundDatabase[] = [];
  for (const { path, node } of nodesBelow({ path: "", node: root })) {
    if (node.inode.entry.type !== "file") continue;
    const database = kindOf(path, node.name);
    if (database !== undefined) found.push({ ...database, path, inode: node.inode });
  }
  return found;
}

function kindOf(path: string, name: string): Pick<FoundDatabase, "system" | "place" | "format"> | undefined {
  if (path === "var/lib/dpkg/status") return { system: "dpkg" };
  if (path.startsWith("var/lib/dpkg/status.d/")) return name.endsWith(".md5sums") ? undefined : { system: "dpkg" };
  if (path === "lib/apk/db/installed" || path === "usr/lib/apk/db/installed") return { system: "apk" };
  const format = RPM_FILES.get(name);
  if (format !== undefined && RPM.test(path)) return { system: "rpm", format };
  if (name === "METADATA" || name === "PKG-INFO" || name.endsWith(".egg-info")) {
    const place = PYTHON.exec(path)?.[1];
    return place === undefined ? undefined : { system: "pip", place: `/${place}` };
  }
  const of = name === "package.json" ? NPM.exec(path)?.[1] : undefined;
  if (of === undefined) return undefined;
  return { system: "npm", place: `/${path.slice(0, -`/${of}/package.json`.length)}` };
}
