import { once } from "node:events";
import { request } from "node:http";
import { Readable } from "node:stream";
import { json } from "node:stream/consumers";
import { setImmediate as nextTurn } from "node:timers/promises";
import { routes } from "#contract/routes.ts";
import type { ServerClient } from "./serverClient.ts";

export interface SentArchive {
  readonly status: number;
  readonly body: unknown;
}

/** Loads an archive through the API, piece by piece. The answer counts, even if it comes before the last piece. */
export async function sendArchive(
  { url }: ServerClient,
  pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  path: string = routes.imageLoad(),
): Promise<SentArchive> {
  const sending = request(url + path, { method: "POST", headers: { "content-type": "application/x-tar" } });
  const source = Readable.from(inTurns(pieces));
  // After its answer, the server does not read all that is sent.
  sending.on("error", () => source.destroy());
  source.pipe(sending);
  const [answer] = await once(sending, "response");
  const body = await json(answer);
  source.destroy();
  sending.destroy();
  return { status: answer.statusCode, body };
}

/** As long as the server takes all at once, sending would leave no turn to read the answer. */
async function* inTurns(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    yield piece;
    await nextTurn();
  }
}
