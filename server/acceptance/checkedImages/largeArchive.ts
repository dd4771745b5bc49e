import { digestOf, type Json } from "../imageChecker/savedImage.ts";
import { dir, hardLink, tar, type Written } from "./writeTar.ts";

const FILES = 60_000;
const BYTES = 1_000_000_000;
const FOLDERS = 600;
/** Of each hundred files, those that the second layer stores again with another mode, and those that the third deletes. */
const AGAIN = 5;
const GONE = 7;

export interface LargeArchive {
  readonly archive: Buffer;
  readonly tags: readonly string[];
  /** As our own archive of the image has it. */
  readonly manifest: Json;
  /** Of the first layer. */
  readonly files: number;
  readonly bytes: number;
}

/** An archive as `docker save` wrote it before: 1 GB in 60,000 files, each divided by `part`, and two small layers above them. */
export function largeArchive(part: number): LargeArchive {
  const files = filesOf(FILES / part, BYTES / part);
  const folders = [...new Set(files.map(({ name }) => String(name).split("/").slice(0, -1).join("/")))];
  const layers = [
    tar(...folders.map((folder) => dir(folder)), ...files),
    tar(...every(files, AGAIN).map((file) => ({ ...file, mode: 0o600 })), hardLink("linked", String(files[0]?.name))),
    tar(...every(files, GONE).map(({ name }) => ({ name: String(name).replace(/[^/]*$/, ".wh.$&") }))),
  ];
  const config = {
    ...{ architecture: "amd64", os: "linux", created: "2026-01-02T03:04:05Z" },
    rootfs: { type: "layers", diff_ids: layers.map(digestOf) },
    history: ["COPY . /", "RUN chmod", "RUN rm"].map((created_by) => ({ created_by })),
  };
  const tags = ["large:1"];
  const saved = [{ Config: "config.json", RepoTags: tags, Layers: layers.map((_, at) => `${at}/layer.tar`) }];
  const content = Buffer.from(JSON.stringify(config));
  const archive = tar(
    { name: "config.json", content },
    ...layers.map((content, at) => ({ name: `${at}/layer.tar`, content })),
    { name: "manifest.json", content: JSON.stringify(saved) },
  );
  const bytes = files.reduce((sum, { content = "" }) => sum + content.length, 0);
  return { archive, tags, manifest: plainManifest(content, layers), files: files.length, bytes };
}

function plainManifest(config: Buffer, layers: readonly Buffer[]): Json {
  const named = (type: string, bytes: Buffer) => {
    return { mediaType: `application/vnd.oci.image.${type}`, digest: digestOf(bytes), size: bytes.length };
  };
  return {
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    config: named("config.v1+json", config),
    layers: layers.map((layer) => named("layer.v1.tar", layer)),
  };
}

/** Pieces of the same bytes, of every size up to twice the average, so that no two are the same. */
function filesOf(count: number, bytes: number): Written[] {
  const average = bytes / count;
  const source = Buffer.from(
    Array.from({ length: Math.ceil(2 * average) + count }, (_, at) => (at * at + (at >> 7)) % 251),
  );
  return Array.from({ length: count }, (_, at) => {
    const size = Math.round((2 * average * ((at * 7919) % count)) / count);
    const name = `f/${at % 10}/${at % FOLDERS}/${at}.bin`;
    return { name, content: source.subarray(at, at + size), mtime: 1_700_000_000 + (at % 1000) };
  });
}

function every(files: readonly Written[], hundredth: number): readonly Written[] {
  return files.filter((_, at) => at % 100 < hundredth && at % 2 === hundredth % 2);
}
