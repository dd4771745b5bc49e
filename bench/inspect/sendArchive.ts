import { once } from "node:events";
import { createReadStream, statSync } from "node:fs";
import { request } from "node:http";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";

export interface SentArchive {
  readonly id: string;
  /** `performance.now()` when the last byte was handed to the system. */
  readonly lastByte: number;
}

/** Loads an archive through the API. */
export async function sendArchive(base: string, path: string): Promise<SentArchive> {
  const headers = { "content-type": "application/x-tar", "content-length": statSync(path).size };
  const sending = request(`${base}/api/images/load`, { method: "POST", headers });
  const answered = once(sending, "response");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), sending);
  const lastByte = performance.now();
  const [answer] = await answered;
  const body = (await json(answer)) as { images?: { id: string }[]; detail?: string };
  const id = body.images?.[0]?.id;
  if (id === undefined) throw new Error(`the archive was not loaded: ${body.detail}`);
  return { id, lastByte };
}
