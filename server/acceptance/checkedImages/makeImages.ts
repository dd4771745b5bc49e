import { digestSchema } from "#contract/names/digest.ts";
import { routes } from "#contract/routes.ts";
import type { TestRegistry } from "#server/oci/distribution/registryFixture.ts";
import type { Base } from "../imageChecker/historyRows.ts";
import { asList, readSavedImage, type SavedImage } from "../imageChecker/savedImage.ts";
import type { ServerClient } from "../serverClient.ts";
import type { ForeignImage } from "./foreignImages.ts";
import type { OwnImage } from "./ownImage.ts";
import { LOOK_AROUND } from "./seenByRun.ts";

/** An image that the server has, read from its archive. */
export interface MadeImage {
  readonly image: SavedImage;
  readonly base: Base;
}

export async function savedImage(server: ServerClient, ref: string): Promise<SavedImage> {
  const archive = await server.fetch(routes.imageArchive(ref));
  return readSavedImage(Buffer.from(await archive.arrayBuffer()));
}

/** Builds a Dockerfile; `busybox` is the base of those that are not from scratch. */
export async function makeOwn(
  server: ServerClient,
  { dockerfile, files = {}, fromScratch }: OwnImage,
  busybox: Base,
): Promise<MadeImage> {
  const { image } = await build(server, dockerfile, files);
  return { image, base: fromScratch === true ? { layers: 0, history: 0 } : busybox };
}

/** Puts an image into the registry that mirrors Docker Hub, and builds on it. */
export async function makeForeign(
  server: ServerClient,
  registry: TestRegistry,
  { layers, compression, history = [], instructions = LOOK_AROUND }: ForeignImage,
): Promise<MadeImage & { readonly log: string }> {
  const name = `odd/image${registry.manifests.size}`;
  registry.putImage(`${name}:latest`, {
    layers,
    config: { history: [...history] },
    ...(compression && { compression }),
  });
  const { image, log } = await build(server, `FROM ${name}\n${instructions}\n`, { f: "own\n" });
  return { image, log, base: instructions === "" ? baseOf(image) : { layers: layers.length, history: history.length } };
}

async function build(
  server: ServerClient,
  dockerfileText: string,
  files: Readonly<Record<string, string>>,
): Promise<{ readonly image: SavedImage; readonly log: string }> {
  const context = digestSchema.parse(await server.context(files));
  const { finished, log } = await server.build({ dockerfileText, context, tags: [`checked-${tagged++}`] });
  if (finished.image === undefined) throw new Error(`${finished.problem?.detail ?? finished.state}\n${log}`);
  return { image: await savedImage(server, finished.image.id), log };
}

let tagged = 0;

export function baseOf({ layers, config }: SavedImage): Base {
  return { layers: layers.length, history: asList(config.history).length };
}
