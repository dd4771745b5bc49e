import { Readable } from "node:stream";
import { routes } from "#contract/routes.ts";
import { loadedImagesSchema } from "#contract/transfer.ts";
import type { ServerClient } from "../serverClient.ts";

const PIECE = 1024 * 1024;

/** Loads an archive of one image, as dropped on the page; returns the image's ID. */
export async function loadArchive(server: ServerClient, archive: Buffer): Promise<string> {
  const headers = { "content-type": "application/x-tar" };
  // In pieces: fetch copies what it gets as a whole.
  const body = Readable.toWeb(Readable.from(piecesOf(archive)));
  const answer = await server.fetch(routes.imageLoad(), { method: "POST", headers, body, duplex: "half" });
  if (answer.status !== 201) throw new Error(`the archive was refused: ${await answer.text()}`);
  return loadedImagesSchema.parse(await answer.json()).images[0]?.id ?? "";
}

function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}
