import { z } from "zod";
import { type ImageManifest, MAX_CONFIG } from "#contract/image.ts";
import { familiarName, parseReference } from "#contract/names/reference.ts";
import { readManifestDocument } from "#server/oci/distribution/protocol/manifestDocument.ts";
import { selectManifest } from "#server/oci/distribution/selectManifest.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { MAX_MANIFEST } from "#server/oci/store/config.ts";
import { hexOf } from "#server/oci/store/digest.ts";
import { withoutNulls } from "#server/oci/store/goJson.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { type ArchivedFile, type ArchiveFiles, invalid } from "./archiveFiles.ts";

export interface ArchivedImage {
  /** Familiar. */
  readonly names: readonly string[];
  readonly config: ArchivedFile;
  /** Compressed or not, base first. */
  readonly layers: readonly ArchivedFile[];
  readonly annotations?: Readonly<Record<string, string>>;
}

const MAX_IMAGES = 1000;

const dockerSchema = z
  .array(
    z.looseObject({
      Config: z.string(),
      RepoTags: z.array(z.string()).max(MAX_IMAGES).default([]),
      Layers: z.array(z.string()).max(4096).default([]),
    }),
  )
  .max(MAX_IMAGES);

/** Names of an image in an OCI layout: containerd's whole one, or the specification's, which may be only a tag. */
const NAMES = ["io.containerd.image.name", "org.opencontainers.image.ref.name"];
/** An index may name indexes. */
const MAX_DEPTH = 4;

/** The images in an archive, as `docker load` finds them. Throws a ProblemError (image/invalid). */
export function archivedImages(blobs: BlobStore, files: ArchiveFiles): ArchivedImage[] {
  const docker = files.get("manifest.json");
  if (docker !== undefined) return dockerImages(files, readJson(blobs, docker));
  const index = files.get("index.json");
  if (index !== undefined) return layoutImages(blobs, files, index);
  throw invalid("It has neither a manifest.json nor an index.json.");
}

/** `docker save`'s own list. */
function dockerImages(files: ArchiveFiles, json: unknown): ArchivedImage[] {
  const parsed = dockerSchema.safeParse(withoutNulls(json));
  if (!parsed.success) throw invalid("Its manifest.json can't be read.");
  return parsed.data.map(({ Config, RepoTags, Layers }) => {
    const config = files.require(Config);
    const named = /^([0-9a-f]{64})\.json$/.exec(Config)?.[1];
    if (named !== undefined && named !== hexOf(config.digest))
      throw invalid(`The digest of ${Config} is ${config.digest}.`);
    return { names: RepoTags.map(nameOf), config, layers: Layers.map((path) => files.require(path)) };
  });
}

/** One image for each entry of the index: several entries may name the same image. */
function layoutImages(blobs: BlobStore, files: ArchiveFiles, index: ArchivedFile): ArchivedImage[] {
  const document = readManifestDocument(readBytes(blobs, index));
  if (document.kind !== "index") throw invalid("Its index.json can't be read.");
  return document.index.manifests.flatMap((entry) => {
    const manifest = imageAt(blobs, files, entry.digest, 0);
    if (manifest === undefined) return [];
    const { config, layers, annotations } = manifest;
    return {
      names: namesOf(entry.annotations ?? {}),
      config: blobAt(files, config.digest),
      layers: layers.map(({ digest }) => blobAt(files, digest)),
      ...(annotations !== undefined && { annotations }),
    };
  });
}

/** The image for this machine, or else the first; undefined if it is for none, such as an attestation. */
function imageAt(blobs: BlobStore, files: ArchiveFiles, digest: string, depth: number): ImageManifest | undefined {
  const file = files.get(`blobs/sha256/${digest.replace("sha256:", "")}`);
  if (file === undefined && depth > 0) return undefined;
  const document = readManifestDocument(readBytes(blobs, file ?? blobAt(files, digest)));
  if (document.kind === "image") return document.manifest;
  if (document.kind !== "index" || depth === MAX_DEPTH) throw invalid(`${digest} is not a manifest.`);
  const { candidates } = selectManifest(document.index, hostPlatform());
  for (const candidate of [...candidates, ...document.index.manifests]) {
    const found = imageAt(blobs, files, candidate.digest, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function blobAt(files: ArchiveFiles, digest: string): ArchivedFile {
  return files.require(`blobs/sha256/${digest.replace("sha256:", "")}`);
}

function namesOf(annotations: Readonly<Record<string, string>>): string[] {
  const name = NAMES.map((key) => annotations[key]).find((value) => value !== undefined && /[/:]/.test(value));
  return name === undefined ? [] : [nameOf(name)];
}

function nameOf(text: string): string {
  const parsed = parseReference(text);
  if (!parsed.ok || parsed.reference.digest !== undefined) {
    throw invalid(`${JSON.stringify(text.slice(0, 300))} is not a name for an image.`);
  }
  return familiarName(parsed.reference);
}

function readJson(blobs: BlobStore, file: ArchivedFile): unknown {
  try {
    return JSON.parse(readBytes(blobs, file).toString("utf8"));
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid("Its manifest.json can't be read.");
    throw error;
  }
}

/** A document of the archive. */
function readBytes(blobs: BlobStore, { digest, size }: ArchivedFile): Buffer {
  if (size > MAX_MANIFEST) throw invalid(`${digest} has ${size} bytes: it is not a manifest.`);
  return blobs.readAll(digest, MAX_MANIFEST);
}

/** The bytes of an image's configuration. */
export function readConfigBytes(blobs: BlobStore, { digest, size }: ArchivedFile): Buffer {
  if (size > MAX_CONFIG) throw invalid(`The configuration ${digest} has ${size} bytes.`);
  return blobs.readAll(digest, MAX_CONFIG);
}
