import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { HistoryEntry, ImageConfig } from "#contract/image.ts";
import { type BlobStore, openBlobStore } from "#server/oci/store/blobStore.ts";
import { indexLayer } from "#server/oci/store/layerIndex.ts";
import { type NewLayerEntry, openLayerWriter } from "#server/oci/store/layerWriter.ts";
import type { InspectedImage } from "./inspectedImage.ts";

/** For tests: one member of a layer, as short as the test needs. */
export type Member = { path: string } & Partial<Omit<NewLayerEntry, "path" | "size">> & { text?: string | Uint8Array };

export function file(path: string, text: string, extras: Partial<Member> = {}): Member {
  return { ...extras, path, type: "file", text };
}

export function dir(path: string, extras: Partial<Member> = {}): Member {
  return { ...extras, path, type: "dir" };
}

export function link(path: string, linkTarget: string): Member {
  return { path, type: "hardlink", linkTarget };
}

export function symlink(path: string, linkTarget: string): Member {
  return { path, type: "symlink", linkTarget };
}

export function gone(path: string): Member {
  return { path, type: "file", whiteout: "file" };
}

export function opaque(path: string): Member {
  return { path, type: "dir", whiteout: "opaque" };
}

/** For tests: images whose layers are real tars in a store that `close` removes. */
export function openTestImages() {
  const directory = mkdtempSync(join(tmpdir(), "strata-inspect-"));
  const store = openBlobStore(directory);
  return {
    store,
    image: (layers: Member[][], extras: Partial<InspectedImage> & { history?: HistoryEntry[] } = {}) =>
      testImage(store, layers, extras),
    close: () => rmSync(directory, { recursive: true }),
  };
}

function testImage(
  store: BlobStore,
  members: Member[][],
  { history, ...extras }: Partial<InspectedImage> & { history?: HistoryEntry[] },
): InspectedImage {
  const layers = members.map((layer) => {
    const { diffId, size } = writeLayer(store, layer);
    return { diffId, size, entries: indexLayer(store, diffId) };
  });
  const config: ImageConfig = {
    architecture: "amd64",
    os: "linux",
    rootfs: { type: "layers", diff_ids: layers.map((layer) => layer.diffId) },
    ...(history && { history }),
  };
  const id = `sha256:${"1".repeat(64)}` as const;
  return { id, tags: ["test:latest"], repoDigests: [], config, layers, baseLayers: 0, provenance: [], ...extras };
}

function writeLayer(store: BlobStore, members: Member[]) {
  const writer = openLayerWriter(store);
  for (const { text = "", ...member } of members) {
    const content = typeof text === "string" ? Buffer.from(text) : text;
    writer.add(
      {
        mode: member.type === "dir" ? 0o755 : 0o644,
        uid: 0,
        gid: 0,
        mtime: 0,
        type: "file",
        ...member,
        size: content.length,
      },
      content.length > 0 ? [content] : [],
    );
  }
  return writer.finish();
}
