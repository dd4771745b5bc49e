import { z } from "zod";
import { type Descriptor, type ImageManifest, MAX_CONFIG } from "#contract/image.ts";
import type { Digest } from "#contract/names/digest.ts";
import { familiarName, parseReference } from "#contract/names/reference.ts";
import { aboutImage } from "#server/oci/distribution/protocol/attestations.ts";
import type { IndexEntry, ManifestDocument } from "#server/oci/distribution/protocol/manifestDocument.ts";
import type { IndexedImage } from "#server/oci/distribution/readIndex.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { MAX_MANIFEST } from "#server/oci/store/config.ts";
import { hexOf } from "#server/oci/store/digest.ts";
import { withoutNulls } from "#server/oci/store/goJson.ts";
import type { KeptBlob } from "#server/oci/store/keptDocuments.ts";
import { wrongField } from "#server/oci/store/wrongField.ts";
import { ArchivedIndexes } from "./archivedIndexes.ts";
import { type ArchivedFile, type ArchiveFiles, invalid } from "./archiveFiles.ts";
import { LayoutDocuments } from "./layoutDocuments.ts";
import { isForeign, leftOutLayer, refuseArtifact, withoutList } from "./wrongArchives.ts";

export interface ArchivedPlatform {
  readonly config: ArchivedFile;
  /** Compressed or not, base first. */
  readonly layers: readonly ArchivedFile[];
  readonly annotations?: Readonly<Record<string, string>>;
  /** What names it in a layout. */
  readonly named?: IndexedImage;
}

export interface ArchivedImage extends ArchivedPlatform {
  /** Familiar. */
  readonly names: readonly string[];
  /** The same for other platforms. */
  readonly others: readonly ArchivedPlatform[];
  /** Of all, if there is one. */
  readonly index?: KeptBlob;
  /** The layout's list, `index.json`, which names it. */
  readonly layout?: Digest;
  /** What the index names but the archive does not have. */
  readonly leftOut: readonly string[];
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

/** The images in an archive, as `docker load` finds them. Throws a ProblemError (image/invalid, image/too-large). */
export function archivedImages(blobs: BlobStore, files: ArchiveFiles): ArchivedImage[] {
  const docker = files.get("manifest.json");
  const documents = new LayoutDocuments(blobs, files);
  if (docker !== undefined)
    return dockerImages(
      files,
      readJson(blobs, docker),
      layoutImages(documents, () => undefined),
    );
  const index = documents.top();
  if (index === undefined) throw withoutList(files);
  if (index.document.kind !== "index") throw invalid(`Its index.json can't be read${whyNot(index.document)}.`);
  return layoutImages(documents, (entry) => unnamedImage(documents, entry));
}

/** `docker save`'s own list. What the layout in the same archive says of an image goes with it. */
function dockerImages(files: ArchiveFiles, json: unknown, inLayout: readonly ArchivedImage[]): ArchivedImage[] {
  const parsed = dockerSchema.safeParse(withoutNulls(json));
  if (!parsed.success) throw invalid("Its manifest.json can't be read.");
  return parsed.data.map(({ Config, RepoTags, Layers }) => {
    const config = files.require(Config);
    const named = /^([0-9a-f]{64})\.json$/.exec(Config)?.[1];
    if (named !== undefined && named !== hexOf(config.digest))
      throw invalid(`The digest of ${Config} is ${config.digest}.`);
    const layers = Layers.map((path) => files.require(path));
    const names = RepoTags.map(nameOf);
    const whole = inLayout.find((image) => [image, ...image.others].some((one) => one.config.digest === config.digest));
    return whole === undefined ? { config, layers, names, others: [], leftOut: [] } : { ...whole, names };
  });
}

/** What several entries of the index name is one image with several names. `unnamed`: of an entry without any. */
function layoutImages(
  documents: LayoutDocuments,
  unnamed: (entry: IndexEntry) => ArchivedPlatform | undefined,
): ArchivedImage[] {
  const list = documents.top();
  if (list?.document.kind !== "index") return [];
  const top = list.document.index;
  const layout = list.digest;
  const indexes = new ArchivedIndexes(documents);
  const found = new Map<string, ArchivedImage>();
  for (const entry of top.manifests) {
    if (aboutImage(entry) !== undefined) continue;
    const image = found.get(entry.digest) ?? imageNamed(entry);
    const names = namesOf(entry.annotations ?? {});
    if (image !== undefined) found.set(entry.digest, { ...image, names: [...image.names, ...names] });
  }
  return [...found.values()];

  function imageNamed(entry: IndexEntry): ArchivedImage | undefined {
    const { images, ...named } = indexes.named(top, entry);
    const [first, ...others] = images.map((image) => platformOf(documents, image));
    const image = first ?? unnamed(entry);
    return image && { ...image, ...named, layout, others, names: [] };
  }
}

function platformOf(documents: LayoutDocuments, named: IndexedImage): ArchivedPlatform {
  return { ...imageOf(documents, named.manifest), named };
}

function imageOf(documents: LayoutDocuments, { config, layers, annotations }: ImageManifest): ArchivedPlatform {
  return {
    config: documents.require(config.digest),
    layers: layers.map((layer) => layerOf(documents, layer)),
    ...(annotations !== undefined && { annotations }),
  };
}

/** Layers that may not be distributed are fetched from elsewhere, and archives leave them out. */
function layerOf(documents: LayoutDocuments, { digest, mediaType }: Descriptor): ArchivedFile {
  if (isForeign(mediaType) && documents.blob(digest) === undefined) throw leftOutLayer(digest);
  return documents.require(digest);
}

/** An image with unusual types, or without all of its blobs, which is a mistake if the archive lists it itself. */
function unnamedImage(documents: LayoutDocuments, { digest }: IndexEntry): ArchivedPlatform | undefined {
  documents.require(digest);
  const document = documents.find(digest)?.document;
  if (document?.kind === "image") {
    refuseArtifact(document.manifest);
    return imageOf(documents, document.manifest);
  }
  if (document?.kind === "index") return undefined;
  throw invalid(`${digest} is not a manifest${whyNot(document)}.`);
}

function whyNot(document: ManifestDocument | undefined): string {
  return document?.kind === "invalid" ? wrongField(document.error) : "";
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
