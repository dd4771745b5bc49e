import type { WorkspaceFile } from "#contract/workspace.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { TAR_END, type TarHeaderInput, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";

/** A script, as a file that a shell runs. */
export interface RunScript {
  readonly name: string;
  readonly text: string;
}

/** Bytes of a workspace's files that scripts get; with more, they are not run. */
const MAX_BYTES = 50_000_000;

const OWNER = { uid: 0, gid: 0, mtime: 0 } as const;

/** A tar for the root of a container: the workspace's files below `home`, and scripts. Undefined if they are too large. */
export function scriptTar(
  files: readonly WorkspaceFile[],
  {
    home,
    scripts,
    blobs,
  }: { readonly home: string; readonly scripts: readonly RunScript[]; readonly blobs: BlobStore },
): AsyncGenerator<Uint8Array, void> | undefined {
  if (files.reduce((sum, { size }) => sum + size, 0) > MAX_BYTES) return undefined;
  return members();

  async function* members(): AsyncGenerator<Uint8Array, void> {
    for (const folder of foldersOf([
      `${home}/.`,
      ...files.map(({ path }) => `${home}/${path}`),
      ...scripts.map(({ name }) => name),
    ])) {
      yield tarHeader({ ...OWNER, path: folder, type: "dir", mode: 0o755, size: 0 });
    }
    for (const { path, kind, mode, text, blob } of files) {
      if (kind === "folder") continue;
      const bytes = blob === undefined ? Buffer.from(text ?? "") : blobs.readAll(blob, MAX_BYTES);
      yield* member({ ...OWNER, path: `${home}/${path}`, type: "file", mode, size: bytes.length }, bytes);
    }
    for (const { name, text } of scripts) {
      const bytes = Buffer.from(text.replaceAll("\r\n", "\n"));
      yield* member({ ...OWNER, path: name, type: "file", mode: 0o755, size: bytes.length }, bytes);
    }
    yield TAR_END;
  }
}

function* member(header: TarHeaderInput, bytes: Uint8Array): Generator<Uint8Array, void> {
  yield tarHeader(header);
  yield bytes;
  yield tarPadding(bytes.length);
}

/** All folders of these paths, the upper ones first. */
function foldersOf(paths: readonly string[]): readonly string[] {
  const folders = new Set<string>();
  for (const path of paths) {
    const parts = path.split("/").slice(0, -1);
    for (let depth = 1; depth <= parts.length; depth++) folders.add(parts.slice(0, depth).join("/"));
  }
  return [...folders].sort();
}
