import { routes } from "#contract/routes.ts";
import { loadedImagesSchema } from "#contract/transfer.ts";
import type { ServerClient } from "../serverClient.ts";

/** Loads an archive of one image, as dropped on the page; returns the image's ID. */
export async function loadArchive(server: ServerClient, archive: Buffer): Promise<string> {
  const headers = { "content-type": "application/x-tar" };
  const answer = await server.fetch(routes.imageLoad(), { method: "POST", headers, body: new Uint8Array(archive) });
  if (answer.status !== 201) throw new Error(`the archive was refused: ${await answer.text()}`);
  return loadedImagesSchema.parse(await answer.json()).images[0]?.id ?? "";
}
