import { type ImageFields, imageFieldsSchema } from "#contract/imageFields.ts";
import { routes } from "#contract/routes.ts";
import { asJson, asList, type Json } from "../imageChecker/savedImage.ts";
import type { ServerClient } from "../serverClient.ts";
import { type Comparison, compareJson, together } from "./differences.ts";
import { type Engine, runDocker } from "./imageTools.ts";

/** Loads an image of ours into the engine, and compares its history and inspect there with the API's, field by field. */
export async function compareWithEngine(engine: Engine, server: ServerClient, id: string): Promise<Comparison> {
  const ask = async (path: string) => asJson(await (await server.fetch(path)).json());
  const [history, inspect] = [await ask(routes.imageHistory(id)), await ask(routes.imageInspect(id))];
  const fields = imageFieldsSchema.parse(await ask(routes.imageFields(id)));
  const layers = asList(asJson(inspect.RootFS).Layers);
  const links = await Promise.all(layers.map((_, layer) => linkBytesOf(server, id, layer)));
  const ours = engine === "docker" ? classic({ history, inspect }, links) : containerd({ history, inspect }, fields);
  const archive = await server.fetch(routes.imageArchive(id));
  await runDocker(engine, ["load", "--quiet"], new Uint8Array(await archive.arrayBuffer()));
  try {
    const rows = await engineHistory(engine, ours.id);
    return together([
      compareJson(ours.rows, rows.map(ours.row), "history"),
      compareJson(ours.inspect, await engineInspect(engine, ours.id), "inspect"),
    ]);
  } finally {
    await runDocker(engine, ["image", "rm", "--force", ours.id]);
  }
}

/** What an engine should say of an image, and what of a row of its history is compared. */
interface Expected {
  readonly id: string;
  readonly rows: readonly Json[];
  readonly row: (row: Json) => Json;
  readonly inspect: Json;
}

interface Said {
  readonly history: Json;
  readonly inspect: Json;
}

/** `links`: bytes that overlay2 counts and nobody stores, by layer. */
function classic({ history, inspect }: Said, links: readonly number[]): Expected {
  const { Metadata: _metadata, Size, ...fields } = inspect;
  const id = String(history.image);
  const sizeOf = ({ size, layer }: Json) => Number(size) + (layer === undefined ? 0 : (links[Number(layer)] ?? 0));
  return {
    id,
    rows: rowsOf(history, id).map(({ said, row }) => ({ ...row, Size: String(sizeOf(said)) })),
    row: (row) => row,
    inspect: { ...fields, Size: links.reduce((sum, bytes) => sum + bytes, Number(Size)) },
  };
}

/** Its history tells the blocks that unpacked layers take up on its disk: only rows without a layer can be compared. */
function containerd({ history, inspect }: Said, { containerd: { id, size }, manifest, index }: ImageFields): Expected {
  const { Metadata: _metadata, ...fields } = inspect;
  const names = asList(inspect.RepoTags).map((tag) => String(tag).replace(/:[^:/]*$/, ""));
  // An image that came with an index leaves with it.
  const { digest, size: bytes, json } = index.digest === id ? index : manifest;
  const { mediaType } = asJson(json);
  return {
    id,
    rows: rowsOf(history, id).map(({ said, row }) => ({ ...row, isEmpty: said.layer === undefined })),
    row: ({ Size, ...row }) => ({ ...row, isEmpty: Size === "0" }),
    inspect: {
      ...fields,
      Id: id,
      Size: size,
      DockerVersion: "",
      Comment: asList(history.rows).map(asJson).at(-1)?.comment ?? "",
      RepoDigests: names.map((name) => `${name}@${id}`),
      Descriptor: { mediaType, digest, size: bytes },
    },
  };
}

function rowsOf(history: Json, id: string): { readonly said: Json; readonly row: Json }[] {
  const rows = asList(history.rows).map(asJson).reverse();
  return rows.map((said, index) => ({
    said,
    row: {
      ID: index === 0 ? id : "<missing>",
      CreatedAt: String(said.created).replace(/\.\d+Z$/, "Z"),
      CreatedBy: said.createdBy,
      Comment: said.comment,
    },
  }));
}

async function engineHistory(engine: Engine, id: string): Promise<Json[]> {
  const printed = await runDocker(engine, ["history", "--no-trunc", "--human=false", "--format", "json", id]);
  const rows = printed.toString().trim().split("\n");
  return rows.map((row) => {
    const { CreatedSince: _since, ...fields } = asJson(JSON.parse(row));
    return fields;
  });
}

async function engineInspect(engine: Engine, id: string): Promise<Json> {
  const [inspected] = asList(JSON.parse((await runDocker(engine, ["image", "inspect", id])).toString()));
  const { GraphDriver: _driver, Metadata: _metadata, ...fields } = asJson(inspected);
  // How it came to its name there.
  const { annotations: _annotations, platform: _platform, ...descriptor } = asJson(fields.Descriptor);
  return { ...fields, ...(fields.Descriptor !== undefined && { Descriptor: descriptor }) };
}

/** Bytes that overlay2 counts and nobody stores: what the layer's symbolic links point to. */
async function linkBytesOf(server: ServerClient, id: string, layer: number): Promise<number> {
  const { entries } = asJson(await (await server.fetch(routes.layerFiles(id, layer))).json());
  const links = asList(entries)
    .map(asJson)
    .filter(({ type, change }) => type === "symlink" && change !== "deleted");
  return links.reduce((sum, { linkTarget }) => sum + Buffer.byteLength(String(linkTarget)), 0);
}
