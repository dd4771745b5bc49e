import type { LeftoverCode } from "#contract/imageLeftovers.ts";
import type { FoundNode } from "#server/oci/store/treeNode.ts";

/** Folders at one place. */
const AT: Readonly<Record<string, LeftoverCode>> = {
  "var/lib/apt/lists": "apt-lists",
  "var/cache/apt": "apt-archives",
  "var/cache/apk": "apk-cache",
  "etc/apk/cache": "apk-cache",
  "var/cache/dnf": "rpm-cache",
  "var/cache/yum": "rpm-cache",
  "usr/local/share/.cache/yarn": "yarn-cache",
  "go/pkg/mod/cache": "go-cache",
  "root/go/pkg/mod/cache": "go-cache",
  "usr/local/cargo/registry": "cargo-cache",
  "var/log": "logs",
  tmp: "temporary-files",
  "var/tmp": "temporary-files",
  "usr/share/doc": "documentation",
  "usr/share/man": "documentation",
  "usr/share/info": "documentation",
};

/** Folders in anybody's home, or wherever a tool was told to put them. */
const ENDING: readonly (readonly [ending: string, code: LeftoverCode])[] = [
  [".cache/pip", "pip-cache"],
  [".npm/_cacache", "npm-cache"],
  [".cache/yarn", "yarn-cache"],
  [".yarn/cache", "yarn-cache"],
  [".cache/go-build", "go-cache"],
  [".cargo/registry", "cargo-cache"],
];

/** What everything in a folder is; undefined if nothing says so. */
export function leftoverFolder({ path, node }: FoundNode): LeftoverCode | undefined {
  if (node.children === undefined) return undefined;
  // Not a folder that happens to have the name of Git's.
  if (node.name === ".git" && node.children.has("HEAD")) return "git-folder";
  const known = Object.hasOwn(AT, path) ? AT[path] : undefined;
  return known ?? ENDING.find(([ending]) => path === ending || path.endsWith(`/${ending}`))?.[1];
}

const BYTECODE = /^(?<module>.+?)\.[^.]+(?:\.opt-\d)?\.pyc$/;

/** The bytecode of a `__pycache__` without a source beside it, which Python never reads. */
export function orphanBytecode(folder: FoundNode, parent: FoundNode | undefined): FoundNode[] {
  if (folder.node.name !== "__pycache__" || parent === undefined) return [];
  return [...(folder.node.children?.values() ?? [])].flatMap((node) => {
    const module = BYTECODE.exec(node.name)?.groups?.module;
    if (module === undefined || parent.node.children?.has(`${module}.py`)) return [];
    return [{ path: `${folder.path}/${node.name}`, node }];
  });
}
