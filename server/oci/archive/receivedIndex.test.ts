import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { imageDocuments, storedIndex } from "#server/oci/store/imageDocuments.ts";
import { OCI_INDEX } from "#server/oci/store/mediaTypes.ts";
import { descriptor, type MadeImage, madeImage, madeIndex } from "#server/oci/store/receivedFixture.ts";
import { blobMember, loader, type Member, layoutOf as namedLayout, saved, tarOfMembers } from "./archiveFixture.ts";

const NAME = "received:1";
const platforms = ["linux/amd64", "linux/arm64"];
const [amd, arm] = [madeImage("amd64", tarOfMembers(["a", "amd"])), madeImage("arm64", tarOfMembers(["a", "arm"]))];
const index = madeIndex(amd.entry, arm.entry, amd.attestationEntry, arm.attestationEntry);

const layoutOf = (of: Buffer, images: readonly MadeImage[], ...more: readonly Member[]) =>
  namedLayout(NAME, of, images, ...more);

test("an index with attestations goes in and out of Strata with the same digests, and again", async () => {
  let archive = layoutOf(index, [amd, arm]);
  for (const _time of ["first", "second"]) {
    const { images, blobs, load } = loader();
    expect(await load(archive)).toEqual([{ id: digestOf(amd.config), names: [NAME], platforms }]);
    const image = images.require("w", NAME);
    expect(storedIndex(images, image)?.bytes).toEqual(index);
    archive = await saved(blobs, { ...image, served: imageDocuments(images, image) });
    for (const bytes of [index, ...amd.blobs, ...arm.blobs]) expect(archive.includes(bytes)).toBe(true);
  }
});

test("a list of docker save beside the index gives the names, and the index all platforms", async () => {
  const [, packed] = amd.blobs.map((bytes) => blobMember(bytes)[0]);
  const list = [{ Config: blobMember(amd.config)[0], RepoTags: ["docker:1"], Layers: [packed] }];
  const { images, load } = loader();
  const loaded = await load(layoutOf(index, [amd, arm], ["manifest.json", JSON.stringify(list)]));
  expect(loaded).toMatchObject([{ names: ["docker:1"], platforms }]);
  expect(storedIndex(images, images.require("w", "docker:1"))?.bytes).toEqual(index);
});

test("of an index whose other platforms are missing, what is there keeps its digest, and the rest is named", async () => {
  const { images, load } = loader();
  expect(await load(layoutOf(index, [amd]))).toMatchObject([{ names: [NAME], leftOut: ["linux/arm64"] }]);
  const documents = imageDocuments(images, images.require("w", NAME));
  expect(documents.images.map(({ digest }) => digest)).toEqual([amd.entry.digest]);
  expect(documents.attestations.map(({ digest }) => digest)).toEqual([amd.attestationEntry.digest]);
});

test("an index in an index gives its images, too", async () => {
  const outer = madeIndex(amd.entry, descriptor(OCI_INDEX, madeIndex(arm.entry)));
  const { load } = loader();
  expect(await load(layoutOf(outer, [amd, arm], blobMember(madeIndex(arm.entry))))).toMatchObject([{ platforms }]);
});

test("of several images for a platform the first is taken, and the others are named", async () => {
  const later = madeImage("arm64", tarOfMembers(["a", "later"]));
  const { load } = loader();
  const archive = layoutOf(madeIndex(amd.entry, arm.entry, later.entry), [amd, arm, later]);
  expect(await load(archive)).toMatchObject([{ platforms, leftOut: ["linux/arm64"] }]);
});

test("without room for packed layers beside the plain ones, only these are kept, and the attestations", async () => {
  const noise = madeImage("amd64", tarOfMembers(["noise", randomBytes(100_000)]));
  const { images, load } = loader({ bytes: 150_000 });
  await load(layoutOf(madeIndex(noise.entry, noise.attestationEntry), [noise]));
  const [first] = imageDocuments(images, images.require("w", NAME)).images;
  expect(first.isOriginal).toBe(false);
  const { attestations } = imageDocuments(images, images.require("w", NAME));
  expect(attestations).toMatchObject([{ entry: { annotations: { "vnd.docker.reference.digest": first.digest } } }]);
});
