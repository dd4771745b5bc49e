import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Descriptor } from "#contract/image.ts";
import { problemOf } from "#server/oci/distribution/pullFixture.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { OCI_INDEX, OCI_MANIFEST } from "#server/oci/store/mediaTypes.ts";
import { descriptor, madeImage, madeIndex } from "#server/oci/store/receivedFixture.ts";
import { loader, type Member, tarOfMembers } from "./archiveFixture.ts";

const IMAGE = madeImage("amd64", tarOfMembers(["hello", "hello"]));
const OTHER = madeImage("arm64", tarOfMembers(["hello", "other"]));

/** A layout whose list names these, with these blobs. */
function layoutOf(entries: readonly object[], ...blobs: readonly Buffer[]): Buffer {
  const files = new Map(blobs.map((bytes): Member => [`blobs/sha256/${digestOf(bytes).slice(7)}`, bytes]));
  const list = JSON.stringify({ schemaVersion: 2, mediaType: OCI_INDEX, manifests: entries });
  return tarOfMembers(["index.json", list], ...files);
}

/** A layout with one index. */
function indexOf(entries: readonly object[], ...blobs: readonly Buffer[]): Buffer {
  const index = madeIndex(...entries);
  return layoutOf([descriptor(OCI_INDEX, index)], index, ...blobs);
}

async function refusal(archive: Buffer) {
  const { dir, images, load } = loader();
  const problem = await problemOf(load(archive));
  expect(images.list("w")).toEqual([]);
  for (const folder of ["tmp", "sha256"]) expect(readdirSync(join(dir, "blobs", folder))).toEqual([]);
  expect(problem.code).toMatch(/^image\/(?:invalid|too-large)$/);
  expect(problem.next).toBeDefined();
  return problem;
}

/** Loads it, and says what was left out. Nothing of that stays in the store. */
async function leftOutOf(archive: Buffer, ...gone: readonly Buffer[]) {
  const { blobs, images, load } = loader();
  const [loaded] = await load(archive);
  expect(gone.filter((bytes) => blobs.has(digestOf(bytes)))).toEqual([]);
  expect(await images.collectGarbage([], { minAgeMs: 0 })).toMatchObject({ blobs: 0 });
  return loaded?.leftOut;
}

describe("attacks by an index that is loaded", () => {
  it("10,000 entries are refused, whether they are there or not", async () => {
    const missing = Array.from({ length: 10_000 }, (_, at) => ({ ...IMAGE.entry, digest: digestOf(`${at}`) }));
    await refusal(indexOf(missing));
    await refusal(indexOf(Array(10_000).fill(IMAGE.entry), ...IMAGE.blobs));
    await refusal(layoutOf(missing));
  });

  it("images for more platforms than there are, are refused with what to do", async () => {
    const many = Array.from({ length: 40 }, (_, at) => madeImage(`a${at}`, tarOfMembers(["hello", `${at}`])));
    const archive = indexOf(
      many.map(({ entry }) => entry),
      ...many.flatMap(({ blobs }) => blobs),
    );
    const { detail, next } = await refusal(archive);
    expect(detail).toContain("32 platforms");
    expect(next).toContain("Copy fewer");
  });

  it("indexes in indexes, each with a thousand times the next one, are read once each and end at a depth", async () => {
    let inner = madeIndex(IMAGE.entry);
    const all = [inner];
    for (let depth = 0; depth < 10; depth += 1) {
      inner = madeIndex(...Array(1000).fill(descriptor(OCI_INDEX, inner)));
      all.push(inner);
    }
    const started = performance.now();
    await refusal(layoutOf([descriptor(OCI_INDEX, inner)], ...all, ...IMAGE.blobs));
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it("an index that the archive lists a thousand times is read once", async () => {
    const index = madeIndex(IMAGE.entry, ...Array.from({ length: 900 }, (_, at) => entryOf(`${at}`)));
    const started = performance.now();
    const { load } = loader();
    const archive = layoutOf(Array(1000).fill(descriptor(OCI_INDEX, index)), index, ...IMAGE.blobs);
    expect(await load(archive)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(60_000);
  });

  it("an entry that names the list itself, or a manifest with a lie about its bytes, is refused", async () => {
    const named = `blobs/sha256/${digestOf("index").slice(7)}`;
    const circle = { ...descriptor(OCI_INDEX, Buffer.from("index")) };
    const link: Member = [named, { link: "../../index.json" }];
    const list: Member = ["index.json", JSON.stringify({ schemaVersion: 2, manifests: [circle] })];
    await refusal(tarOfMembers(list, link));
    const lie = Buffer.from("lie");
    await refusal(tarOfMembers([`blobs/sha256/${IMAGE.entry.digest.slice(7)}`, lie], list));
  });

  it("a wrong size is refused: of a manifest in an index, and of a blob in a manifest", async () => {
    const wrong = { ...IMAGE.entry, size: IMAGE.entry.size + 1 };
    expect((await refusal(indexOf([wrong], ...IMAGE.blobs))).detail).toContain("bytes");
    const manifest = Buffer.from(IMAGE.manifest.toString().replace(/"size": (\d+)/, '"size": 1$1'));
    const entry = { ...IMAGE.entry, ...descriptor(OCI_MANIFEST, manifest) };
    expect((await refusal(indexOf([entry], ...IMAGE.blobs, manifest))).detail).toContain("bytes");
  });

  it("a second platform whose layer is not the one of its configuration takes the first along", async () => {
    const [config = Buffer.alloc(0), , manifest = Buffer.alloc(0)] = OTHER.blobs;
    const [, packed] = IMAGE.blobs;
    const forged = Buffer.from(swapLayer(manifest, packed));
    const entry = { ...OTHER.entry, ...descriptor(OCI_MANIFEST, forged) };
    await refusal(indexOf([IMAGE.entry, entry], ...IMAGE.blobs, config, forged));
  });

  it("the same image twice is one, and another for the same platform is named and not kept", async () => {
    const second = madeImage("amd64", tarOfMembers(["hello", "second"]));
    const entries = [IMAGE.entry, IMAGE.entry, second.entry];
    const [config, packed] = second.blobs;
    const gone = [config, packed].flatMap((bytes) => bytes ?? []);
    expect(await leftOutOf(indexOf(entries, ...IMAGE.blobs, ...second.blobs), ...gone)).toEqual(["linux/amd64"]);
  });

  it("attestations about nothing, that are missing, or too many are named and not kept", async () => {
    const astray = about(IMAGE.attestationEntry, digestOf("nothing"));
    expect(await leftOutOf(indexOf([IMAGE.entry, astray], ...IMAGE.blobs), IMAGE.attestation)).toEqual([astray.digest]);
    const missing = about(entryOf("missing"), IMAGE.entry.digest);
    expect(await leftOutOf(indexOf([IMAGE.entry, missing], ...IMAGE.blobs))).toEqual([missing.digest]);
    const many = Array.from({ length: 100 }, (_, at) => Buffer.concat([IMAGE.attestation, Buffer.alloc(at + 1, " ")]));
    const entries = many.map((bytes) => about(descriptor(OCI_MANIFEST, bytes), IMAGE.entry.digest));
    const leftOut = await leftOutOf(indexOf([IMAGE.entry, ...entries], ...IMAGE.blobs, ...many));
    expect(leftOut).toHaveLength(92);
  });

  it("annotations of megabytes are refused above what a manifest may have", async () => {
    const entry = { ...IMAGE.entry, annotations: { huge: "x".repeat(5_000_000) } };
    await refusal(indexOf([entry], ...IMAGE.blobs));
    await refusal(layoutOf([entry], ...IMAGE.blobs));
  });
});

function entryOf(text: string): Descriptor {
  return { mediaType: OCI_MANIFEST, digest: digestOf(text), size: text.length };
}

function about(entry: Descriptor, image: string): Descriptor {
  const annotations = {
    "vnd.docker.reference.digest": image,
    "vnd.docker.reference.type": "attestation-manifest",
  };
  return { ...entry, annotations };
}

function swapLayer(manifest: Buffer, layer: Buffer = Buffer.alloc(0)): string {
  const { layers, ...rest } = JSON.parse(manifest.toString());
  return JSON.stringify({ ...rest, layers: [{ ...layers[0], digest: digestOf(layer), size: layer.length }] });
}
