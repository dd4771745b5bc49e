import { z } from "zod";
import type { FoundNode } from "#server/oci/store/treeNode.ts";

/** A package that only development needs, and the file that says so. */
export interface DevModule {
  readonly found: FoundNode;
  readonly evidence: string;
}

/** Reads a file as JSON; undefined if it is missing, too large, or none. */
export type ReadJson = (path: string) => Promise<unknown>;

const namesSchema = z.record(z.string(), z.unknown()).optional().catch(undefined);
const packageSchema = z.object({
  dependencies: namesSchema,
  optionalDependencies: namesSchema,
  peerDependencies: namesSchema,
  devDependencies: namesSchema,
});
/** What npm writes about the folder it has installed. */
const installedSchema = z.object({ packages: z.record(z.string(), z.object({ dev: z.boolean().optional() })) });

/** The packages right in a `node_modules` that are there for development only. */
export async function devModules(folder: FoundNode, read: ReadJson): Promise<DevModule[]> {
  const lock = `${folder.path}/.package-lock.json`;
  const installed = installedSchema.safeParse(await read(lock));
  if (installed.success) {
    const { packages } = installed.data;
    return packagesIn(folder)
      .filter(({ name }) => packages[`node_modules/${name}`]?.dev === true)
      .map(({ found }) => ({ found, evidence: `/${lock}` }));
  }
  const manifest = [folder.path.split("/").slice(0, -1).join("/"), "package.json"].filter(Boolean).join("/");
  const named = packageSchema.safeParse(await read(manifest));
  if (!named.success) return [];
  const { devDependencies = {}, ...others } = named.data;
  const isNeeded = (name: string) => Object.values(others).some((names) => names && Object.hasOwn(names, name));
  return packagesIn(folder)
    .filter(({ name }) => Object.hasOwn(devDependencies, name) && !isNeeded(name))
    .map(({ found }) => ({ found, evidence: `/${manifest}` }));
}

function packagesIn(folder: FoundNode): { name: string; found: FoundNode }[] {
  return [...(folder.node.children?.values() ?? [])].flatMap((node) => {
    const path = `${folder.path}/${node.name}`;
    if (!node.name.startsWith("@")) return [{ name: node.name, found: { path, node } }];
    return [...(node.children?.values() ?? [])].map((inner) => ({
      name: `${node.name}/${inner.name}`,
      found: { path: `${path}/${inner.name}`, node: inner },
    }));
  });
}
