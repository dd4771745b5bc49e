import { routes } from "#contract/routes.ts";
import { asJson, asList, type Json } from "../imageChecker/savedImage.ts";
import type { ServerClient } from "../serverClient.ts";
import { type Comparison, compareJson, together } from "./differences.ts";
import { runDocker } from "./imageTools.ts";

/** Loads an image of ours into the engine, and compares its history and inspect there with the API's, field by field. */
export async function compareWithEngine(server: ServerClient, id: string): Promise<Comparison> {
  const ask = async (path: string) => asJson(await (await server.fetch(path)).json());
  const [history, inspect] = [await ask(routes.imageHistory(id)), await ask(routes.imageInspect(id))];
  const archive = await server.fetch(routes.imageArchive(id));
  await runDocker(["load", "--quiet"], new Uint8Array(await archive.arrayBuffer()));
  try {
    const links = await Promise.all(
      asList(asJson(inspect.RootFS).Layers).map((_, layer) => linkBytesOf(server, id, layer)),
    );
    const parts = [
      compareJson(historyOf(history, links), await engineHistory(id), "history"),
      compareJson(inspectOf(inspect, links), await engineInspect(id), "inspect"),
    ];
    return together(parts);
  } finally {
    await runDocker(["image", "rm", "--force", id]);
  }
}

async function engineHistory(id: string): Promise<Json[]> {
  const printed = await runDocker(["history", "--no-trunc", "--human=false", "--format", "json", id]);
  const rows = printed.toString().trim().split("\n");
  return rows.map((row) => {
    const { CreatedSince: _since, ...fields } = asJson(JSON.parse(row));
    return fields;
  });
}

async function engineInspect(id: string): Promise<Json> {
  const [inspected] = asList(JSON.parse((await runDocker(["image", "inspect", id])).toString()));
  const { GraphDriver: _driver, Metadata: _metadata, ...fields } = asJson(inspected);
  return fields;
}

function historyOf(history: Json, links: readonly number[]): Json[] {
  const rows = asList(history.rows).map(asJson).reverse();
  return rows.map(({ created, createdBy, size, layer, comment }, index) => ({
    ID: index === 0 ? history.image : "<missing>",
    CreatedAt: String(created).replace(/\.\d+Z$/, "Z"),
    CreatedBy: createdBy,
    Size: String(Number(size) + (layer === undefined ? 0 : (links[Number(layer)] ?? 0))),
    Comment: comment,
  }));
}

function inspectOf(inspect: Json, links: readonly number[]): Json {
  const { Metadata: _metadata, Size, ...fields } = inspect;
  return { ...fields, Size: links.reduce((sum, bytes) => sum + bytes, Number(Size)) };
}

/** Bytes that overlay2 counts and nobody stores: what the layer's symbolic links point to. */
async function linkBytesOf(server: ServerClient, id: string, layer: number): Promise<number> {
  const { entries } = asJson(await (await server.fetch(routes.layerFiles(id, layer))).json());
  const links = asList(entries)
    .map(asJson)
    .filter(({ type, change }) => type === "symlink" && change !== "deleted");
  return links.reduce((sum, { linkTarget }) => sum + Buffer.byteLength(String(linkTarget)), 0);
}
