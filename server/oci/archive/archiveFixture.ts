import type { ArchivedImage } from "#server/oci/store/archive.ts";
import { planArchive, writeArchive } from "#server/oci/store/archive.ts";
import type { BlobStore } from "#server/oci/store/blobStore.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_INDEX } from "#server/oci/store/mediaTypes.ts";
import { descriptor, type MadeImage, madeImage, madeIndex } from "#server/oci/store/receivedFixture.ts";
import { temporaryStore } from "#server/oci/store/storeFixture.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/oci/tar/tarWriter.ts";
import { loadArchive } from "./loadArchive.ts";

/** A file of an archive, or a link: `{link: "../other"}`. */
export type Member = readonly [path: string, content: string | Buffer | { readonly link: string }];

/** For tests: a tar of these members, whatever their names are. */
export function tarOfMembers(...members: readonly Member[]): Buffer {
  const parts = members.flatMap(([path, content]) => {
    const plain = { path, mode: 0o644, uid: 0, gid: 0, mtime: 0 };
    if (typeof content === "object" && "link" in content) {
      return [tarHeader({ ...plain, type: "symlink", size: 0, linkTarget: content.link })];
    }
    const bytes = Buffer.from(content);
    return [tarHeader({ ...plain, type: "file", size: bytes.length }), bytes, tarPadding(bytes.length)];
  });
  return Buffer.concat([...parts, TAR_END]);
}

export async function* inPieces(bytes: Buffer, size = 10_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Buffer.from(bytes.subarray(at, at + size));
}

/** For tests: what `docker save` gives of these images. */
export async function saved(blobs: BlobStore, ...images: readonly ArchivedImage[]): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeArchive(blobs, planArchive(...images))) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const LIMITS = { bytes: 100_000_000, entries: 1000, image: { maxImageBytes: 50_000_000, maxLayers: 256 } };

/** For tests: a store to load into, for the workspace `w`. */
export function loader(limits: Partial<typeof LIMITS> = {}) {
  const store = temporaryStore();
  const load = (archive: Buffer) => loadArchive(store.images, "w", inPieces(archive), { ...LIMITS, ...limits });
  return { ...store, load };
}

/** For tests: the layout of an index with the blobs of these images, and more. */
export function layoutOf(
  name: string,
  index: Buffer,
  images: readonly MadeImage[],
  ...more: readonly Member[]
): Buffer {
  const entry = { ...descriptor(OCI_INDEX, index), annotations: { "io.containerd.image.name": name } };
  const top: Member = ["index.json", JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: [entry] })];
  const blobs = new Map([index, ...images.flatMap((image) => image.blobs)].map(blobMember).map((one) => [one[0], one]));
  return tarOfMembers(top, ...blobs.values(), ...more);
}

export function blobMember(bytes: Buffer): Member {
  return [`blobs/sha256/${digestOf(bytes).slice("sha256:".length)}`, bytes];
}

/** For tests: an archive of an image for two platforms with attestations. */
export function receivedArchive(name: string) {
  const images = [madeImage("amd64", tarOfMembers(["a", "amd"])), madeImage("arm64", tarOfMembers(["a", "arm"]))];
  const index = madeIndex(...images.flatMap(({ entry, attestationEntry }) => [entry, attestationEntry]));
  return { images, index, archive: layoutOf(name, index, images) };
}
