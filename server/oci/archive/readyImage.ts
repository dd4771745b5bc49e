import type { Digest } from "#contract/names/digest.ts";
import type { AdoptedImage } from "#server/oci/store/adoptImage.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { configPlatform, parseImageConfig } from "#server/oci/store/config.ts";
import { blobsOfDocuments, type KeptBlob } from "#server/oci/store/keptDocuments.ts";
import type { ReceivedDocuments } from "#server/oci/store/receivedDocuments.ts";
import { archivedDocuments } from "./archivedDocuments.ts";
import { type ArchivedImage, type ArchivedPlatform, readConfigBytes } from "./archivedImages.ts";
import { type UnpackLimits, unpackArchived } from "./unpackArchived.ts";

/** An image of an archive, unpacked and checked. */
export interface ReadyImage {
  readonly image: AdoptedImage;
  /** To be moved to the store. */
  readonly blobs: readonly Digest[];
  /** For people: what the archive says, as far as the store does not keep it. */
  readonly received?: ReceivedDocuments;
  readonly leftOut: readonly string[];
}

/** An image with those for the other platforms of its index. Throws a ProblemError (image/invalid, image/too-large). */
export async function readyImage(staged: BlobStore, image: ArchivedImage, limits: UnpackLimits): Promise<ReadyImage> {
  const { others, repeated } = onePerPlatform(staged, image);
  const first = await readyPlatform(staged, image, { name: image.names[0], index: image.index }, limits);
  const rest: AdoptedImage[] = [];
  for (const other of others) rest.push(await readyPlatform(staged, other, {}, limits));
  return {
    image: { ...first, tags: image.names, ...(rest.length > 0 && { others: rest }) },
    blobs: [first, ...rest].flatMap((one) => [...blobsOf(one)]),
    leftOut: [...image.leftOut, ...repeated],
    ...receivedOf(staged, image, first),
  };
}

/** An index may have several images for a platform, as Windows has versions: the first is taken. */
function onePerPlatform(staged: BlobStore, { config, others }: ArchivedImage) {
  const platformOf = (one: Pick<ArchivedPlatform, "config">) =>
    configPlatform(parseImageConfig(readConfigBytes(staged, one.config)));
  const seen = new Set([platformOf({ config })]);
  const kept: ArchivedPlatform[] = [];
  const repeated: string[] = [];
  for (const other of others) {
    const platform = platformOf(other);
    if (seen.has(platform)) repeated.push(platform);
    else kept.push(other);
    seen.add(platform);
  }
  return { others: kept, repeated };
}

async function readyPlatform(
  staged: BlobStore,
  one: ArchivedPlatform,
  { name, index }: { readonly name?: string | undefined; readonly index?: KeptBlob | undefined },
  limits: UnpackLimits,
): Promise<AdoptedImage> {
  const unpacked = await unpackArchived(staged, one, name ?? one.config.digest, limits);
  const documents = archivedDocuments(one, { index, plain: unpacked.layers }, limits);
  const { annotations } = one;
  return {
    ...unpacked,
    tags: [],
    ...(annotations !== undefined && { annotations }),
    ...(documents !== undefined && { documents }),
  };
}

function* blobsOf({ layers, documents }: AdoptedImage): Generator<Digest> {
  yield* layers;
  if (documents !== undefined) yield* blobsOfDocuments(documents);
}

function receivedOf(staged: BlobStore, { named, index, layout }: ArchivedImage, { documents }: AdoptedImage) {
  if (named === undefined) return {};
  const textOf = (digest: Digest) => staged.readAll(digest).toString("utf8");
  const list = index?.digest ?? layout;
  const received: ReceivedDocuments = {
    ...(documents?.manifest === undefined && { manifest: textOf(named.entry.digest) }),
    ...(list !== undefined && { index: textOf(list) }),
    statements: [],
  };
  return { received };
}
