import { createHash } from "node:crypto";
import { FILE_SIZE_HEADER } from "#contract/imageFile.ts";
import { routes } from "#contract/routes.ts";
import type { Analysis } from "../imageChecker/analysis.ts";
import { filesView, treeOfTar } from "../imageChecker/filesView.ts";
import { kindOf } from "../imageChecker/merge.ts";
import { digestOf } from "../imageChecker/savedImage.ts";
import { startOf } from "../imageChecker/sparseContent.ts";
import type { ServerClient } from "../serverClient.ts";
import { type Comparison, compareJson, together } from "./differences.ts";

/** Largest image whose root is downloaded in one piece, bytes; layers are never kept whole. */
const IN_ONE = 200_000_000;
const FILES = 8;

/** Compares what can be downloaded of an image with its archive: each layer, the whole root as a tar, and some files. */
export async function compareDownloads(server: ServerClient, { image, tree }: Analysis): Promise<Comparison> {
  const { id, layers } = image;
  const parts: Comparison[] = [];
  for (const [index, { diffId }] of layers.entries()) {
    const answer = await server.fetch(routes.layerArchive(id, index));
    const hash = createHash("sha256");
    for await (const piece of answer.body ?? []) hash.update(piece);
    parts.push(compareJson(diffId, `sha256:${hash.digest("hex")}`, `archive ${index}`));
  }
  if (layers.length > 0 && layers.reduce((sum, { size }) => sum + size, 0) < IN_ONE) {
    const tar = Buffer.from(await (await server.fetch(routes.imageFolderArchive(id, { path: "/" }))).arrayBuffer());
    parts.push(compareJson(filesView(tree), filesView(treeOfTar(tar)), "root archive"));
  }
  const files = [...tree].filter(([path, name]) => kindOf(name) === "file" && path.isWellFormed());
  for (const [path, { stored }] of files.slice(-FILES)) {
    const { item } = stored;
    const right = item === undefined ? Buffer.alloc(0) : startOf(item.content, item.content.size);
    const answer = await server.fetch(routes.imageFile(id, { path: `/${path}` }));
    const bytes = Buffer.from(await answer.arrayBuffer());
    const said = { size: Number(answer.headers.get(FILE_SIZE_HEADER)), digest: digestOf(bytes) };
    parts.push(compareJson({ size: right.length, digest: digestOf(right) }, said, `file ${path}`));
  }
  return together(parts);
}
