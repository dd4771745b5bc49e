import { createHash, randomBytes } from "node:crypto";
import { closeSync, openSync, writeSync } from "node:fs";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";

export interface ArchiveShape {
  readonly layers: number;
  readonly files: number;
  readonly bytes: number;
}

/** Files of the layer ten below that each layer stores again, and that it deletes. */
const STORED_AGAIN = 20;
const DELETED = 5;
const BELOW = 10;
const FOLDERS = 25;
/** Bytes of content that the files are cut from: half of it noise, half of it text. */
const MATERIAL = 1 << 20;

/**
 * Writes an image as the classic `docker save` does: a folder with a layer.tar for each layer, then the configuration and the
 * manifest. Later layers store files of earlier ones again and delete some, so that there is something to merge.
 */
export function writeLargeArchive(path: string, name: string, shape: ArchiveShape): void {
  const fd = openSync(path, "w");
  const put = (bytes: Uint8Array) => {
    for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done);
  };
  try {
    const material = contents();
    const diffIds: string[] = [];
    for (let layer = 0; layer < shape.layers; layer += 1) {
      const tar = layerTar(layer, shape, material);
      const hex = createHash("sha256").update(tar).digest("hex");
      diffIds.push(`sha256:${hex}`);
      member(put, `${hex}/layer.tar`, tar);
    }
    const config = Buffer.from(JSON.stringify(configOf(diffIds)));
    const configName = `${createHash("sha256").update(config).digest("hex")}.json`;
    member(put, configName, config);
    const layers = diffIds.map((diffId) => `${diffId.slice("sha256:".length)}/layer.tar`);
    member(
      put,
      "manifest.json",
      Buffer.from(JSON.stringify([{ Config: configName, RepoTags: [name], Layers: layers }])),
    );
    put(TAR_END);
  } finally {
    closeSync(fd);
  }
}

function configOf(diffIds: readonly string[]) {
  const created = "2026-01-01T00:00:00Z";
  const history = diffIds.map((_, layer) => ({ created, created_by: `RUN install part-${layer} # buildkit` }));
  return {
    architecture: "amd64",
    os: "linux",
    created,
    config: {},
    rootfs: { type: "layers", diff_ids: diffIds },
    history,
  };
}

function member(put: (bytes: Uint8Array) => void, path: string, content: Uint8Array): void {
  put(header(path, content.length));
  put(content);
  put(tarPadding(content.length));
}

function header(path: string, size: number, type: "file" | "dir" = "file"): Uint8Array {
  const mode = type === "dir" ? 0o755 : 0o644;
  return tarHeader({ path, type, size, mode, uid: 0, gid: 0, mtime: 1_767_225_600 });
}

function layerTar(layer: number, { layers, files, bytes }: ArchiveShape, material: Buffer): Buffer {
  const perLayer = Math.floor(files / layers) - (layer < BELOW ? 0 : STORED_AGAIN);
  const average = bytes / files;
  const parts: Uint8Array[] = [];
  const addFile = (path: string, seed: number) => {
    // From a tenth of the average to nearly twice as much.
    const size = Math.floor(average * (0.1 + ((seed * 7919) % 1000) / 556));
    const start = (seed * 4099) % (MATERIAL - size);
    parts.push(header(path, size), material.subarray(start, start + size), tarPadding(size));
  };
  parts.push(header(`opt/part-${layer}`, 0, "dir"));
  for (let folder = 0; folder < FOLDERS; folder += 1) parts.push(header(`opt/part-${layer}/lib-${folder}`, 0, "dir"));
  for (let file = 0; file < perLayer; file += 1) addFile(pathOf(layer, file), layer * 1000 + file);
  if (layer >= BELOW) {
    for (let file = 0; file < STORED_AGAIN; file += 1) addFile(pathOf(layer - BELOW, file), layer * 1000 + 500 + file);
    for (let file = 0; file < DELETED; file += 1) {
      const gone = pathOf(layer - BELOW, STORED_AGAIN + file).replace(/([^/]+)$/, ".wh.$1");
      parts.push(header(gone, 0));
    }
  }
  parts.push(TAR_END);
  return Buffer.concat(parts);
}

function pathOf(layer: number, file: number): string {
  return `opt/part-${layer}/lib-${file % FOLDERS}/module-${file}.${file % 3 === 0 ? "py" : "so"}`;
}

function contents(): Buffer {
  const noise = randomBytes(MATERIAL / 2);
  const text = Buffer.alloc(MATERIAL / 2, "The quick brown fox jumps over the lazy dog, line after line.\n");
  return Buffer.concat([noise, text]);
}
