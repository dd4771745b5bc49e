import { createHash } from "node:crypto";
import { gunzipSync, zstdDecompressSync } from "node:zlib";
import { type LayerItem, layerItems } from "./layerItems.ts";
import { readTar } from "./readTar.ts";
import { startOf } from "./sparseContent.ts";

export type Json = Readonly<Record<string, unknown>>;

export interface SavedLayer {
  readonly diffId: string;
  /** Bytes of the plain tar. */
  readonly size: number;
  readonly items: readonly LayerItem[];
}

/** The bytes behind an image, in an archive of ours. */
export interface OwnDocuments {
  readonly manifest: Buffer;
  readonly config: Buffer;
  /** The list of the OCI layout. */
  readonly layout: Buffer;
  /** What it names, if that is not the manifest. */
  readonly index?: Buffer;
}

/** An image as read from its archive. */
export interface SavedImage {
  readonly id: string;
  readonly tags: readonly string[];
  readonly config: Json;
  /** From the OCI layout in the same archive. */
  readonly manifest: Json;
  readonly layers: readonly SavedLayer[];
  /** Absent if it was not read from an archive of ours. */
  readonly documents?: OwnDocuments;
}

/** Reads what `docker save` writes: manifest.json, and an OCI layout beside it. Throws if its digests are wrong. */
export function readSavedImage(archive: Buffer): SavedImage {
  const files = new Map(readTar(archive).map(({ name, content }) => [name, startOf(content, content.size)]));
  const file = (name: string): Buffer => {
    const bytes = files.get(name);
    if (bytes === undefined) throw new Error(`the archive has no ${name}`);
    return bytes;
  };
  const blob = (digest: string): Buffer => {
    const bytes = file(`blobs/${digest.replace(":", "/")}`);
    if (digestOf(bytes) !== digest) throw new Error(`the blob ${digest} has the digest ${digestOf(bytes)}`);
    return bytes;
  };
  const saved = asJson(asList(parsed(file("manifest.json")))[0]);
  const configBytes = file(String(saved.Config));
  const config = parsed(configBytes);
  const layout = file("index.json");
  const [listed = layout] = namedBy(layout, blob);
  // An image that came with an index leaves with it.
  const inIndex = namedBy(listed, blob);
  const manifestBytes = inIndex.find((one) => asJson(parsed(one).config).digest === digestOf(configBytes)) ?? listed;
  const manifest = parsed(manifestBytes);
  if (asJson(manifest.config).digest !== digestOf(configBytes)) throw new Error("the two configurations differ");
  for (const layer of asList(manifest.layers)) blob(String(asJson(layer).digest));
  const tars = asList(saved.Layers).map((name) => file(String(name)));
  return {
    id: digestOf(configBytes),
    tags: asList(saved.RepoTags).map(String),
    config,
    manifest,
    layers: savedLayers(tars, asList(asJson(config.rootfs).diff_ids).map(String)),
    documents: {
      manifest: manifestBytes,
      config: configBytes,
      layout,
      ...(inIndex.length > 0 && { index: listed }),
    },
  };
}

/** What an index names. */
function namedBy(index: Buffer, blob: (digest: string) => Buffer): Buffer[] {
  return asList(parsed(index).manifests).map((entry) => blob(String(asJson(entry).digest)));
}

/** Throws if a layer is not the one that the configuration names. */
export function savedLayers(blobs: readonly Buffer[], diffIds: readonly string[]): SavedLayer[] {
  if (blobs.length !== diffIds.length) throw new Error(`${blobs.length} layers, ${diffIds.length} diff IDs`);
  return blobs.map((blob, index) => {
    const tar = unpacked(blob);
    const diffId = digestOf(tar);
    if (diffId !== diffIds[index]) throw new Error(`layer ${index} is ${diffId}, not ${diffIds[index]}`);
    return { diffId, size: tar.length, items: layerItems(readTar(tar)) };
  });
}

function unpacked(blob: Buffer): Buffer {
  const magic = blob.toString("hex", 0, 4);
  if (magic.startsWith("1f8b")) return gunzipSync(blob);
  return magic === "28b52ffd" ? zstdDecompressSync(blob) : blob;
}

export function digestOf(bytes: Uint8Array | string): string {
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}

export function parsed(bytes: Buffer): Json {
  return asJson(JSON.parse(bytes.toString("utf8")));
}

/** Anything but an object counts as one without fields. */
export function asJson(value: unknown): Json {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

/** Anything but a list counts as one without items; an array that `asJson` read is a list again. */
export function asList(value: unknown): readonly unknown[] {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}
