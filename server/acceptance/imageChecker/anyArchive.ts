import { type Documents, documentsOf } from "./documents.ts";
import { readTar } from "./readTar.ts";
import { asJson, asList, digestOf, type Json, parsed, type SavedLayer, savedLayers } from "./savedImage.ts";
import { startOf } from "./sparseContent.ts";

/** The image of an archive, whoever wrote it. */
export interface ArchivedImage {
  readonly id: string;
  readonly config: Json;
  readonly layers: readonly SavedLayer[];
  /** Bytes of each layer as the archive stores it. */
  readonly stored: readonly number[];
  /** Absent without an OCI layout. */
  readonly came: Documents | undefined;
}

/** Reads an archive of one image: by docker's manifest.json if there is one, or else as an OCI layout. */
export function readAnyArchive(archive: Buffer): ArchivedImage {
  const files = new Map(
    readTar(archive).map(({ name, content }) => [name.replace(/^\.\//, ""), startOf(content, content.size)]),
  );
  const file = (name: string): Buffer => {
    const bytes = files.get(name);
    if (bytes === undefined) throw new Error(`the archive has no ${name}`);
    return bytes;
  };
  const blobs = files.has("manifest.json") ? dockerBlobs(file) : layoutBlobs(file);
  const config = parsed(blobs.config);
  return {
    id: digestOf(blobs.config),
    config,
    layers: savedLayers(blobs.layers, asList(asJson(config.rootfs).diff_ids).map(String)),
    stored: blobs.layers.map(({ length }) => length),
    came: documentsOf((name) => files.get(name)),
  };
}

interface Blobs {
  readonly config: Buffer;
  readonly layers: readonly Buffer[];
}

function dockerBlobs(file: (name: string) => Buffer): Blobs {
  const { Config, Layers } = asJson(asList(parsed(file("manifest.json")))[0]);
  return { config: file(String(Config)), layers: asList(Layers).map((name) => file(String(name))) };
}

function layoutBlobs(file: (name: string) => Buffer): Blobs {
  const blob = (descriptor: unknown): Buffer => {
    const digest = String(asJson(descriptor).digest);
    const bytes = file(`blobs/${digest.replace(":", "/")}`);
    if (digestOf(bytes) !== digest) throw new Error(`the blob ${digest} has the digest ${digestOf(bytes)}`);
    return bytes;
  };
  const { config, layers } = parsed(blob(asList(parsed(file("index.json")).manifests)[0]));
  return { config: blob(config), layers: asList(layers).map(blob) };
}
