import { diskUseSchema } from "#contract/diskUse.ts";
import { prunedImagesSchema } from "#contract/image.ts";
import { imageSharingSchema } from "#contract/imageSharing.ts";
import { parseJson } from "#contract/parseJson.ts";
import { type Problem, problem } from "#contract/problem.ts";
import { routes } from "#contract/routes.ts";
import { type LoginRequest, loginListSchema, type TransferEvent, transferEventSchema } from "#contract/transfer.ts";
import { addressOf } from "./address.ts";
import { createEventStreamParser } from "./parseEventStream.ts";
import { readProblem, request } from "./request.ts";

export const getDiskUse = () => request({ path: routes.systemDf(), answer: diskUseSchema });
export const getImageSharing = () => request({ path: routes.imageSharing(), answer: imageSharingSchema });
export const removeImageByForce = (ref: string) => request({ path: routes.imageByForce(ref), method: "DELETE" });
export const pruneAllImages = () =>
  request({ path: routes.imagesPruneAll(), method: "POST", answer: prunedImagesSchema });
export const listLogins = () => request({ path: routes.logins(), answer: loginListSchema });
export const logIn = (login: LoginRequest) => request({ path: routes.logins(), method: "POST", json: login });
export const logOut = (registry: string) => request({ path: routes.login(registry), method: "DELETE" });

type OnEvent = (event: TransferEvent) => void;

/** Pulls an image until it is here, or `signal` aborts. The last event says how it ended; there is always one. */
export const pullImage = (reference: string, onEvent: OnEvent, signal: AbortSignal) =>
  transfer(routes.imagePull(), { reference }, onEvent, signal);
export const pushImage = (name: string, onEvent: OnEvent, signal: AbortSignal) =>
  transfer(routes.imagePush(name), undefined, onEvent, signal);

/** It is not reopened: losing the connection cancels it. */
async function transfer(path: string, json: object | undefined, onEvent: OnEvent, signal: AbortSignal): Promise<void> {
  const fail = (shown: Problem) => onEvent({ type: "failed", problem: shown });
  let ended = false;
  try {
    const response = await fetch(addressOf(path), {
      method: "POST",
      signal,
      headers: { accept: "text/event-stream", ...(json && { "content-type": "application/json" }) },
      ...(json && { body: JSON.stringify(json) }),
    });
    if (!response.ok || !response.body) return fail(await readProblem(response));
    const parse = createEventStreamParser();
    for await (const chunk of chunksOf(response.body)) {
      for (const { data } of parse(chunk)) {
        const event = transferEventSchema.safeParse(parseJson(data));
        // An unknown event comes from a newer server: the known ones still suffice.
        if (!event.success) continue;
        ended = event.data.type !== "progress";
        onEvent(event.data);
      }
    }
  } catch {
    // Aborted, or the network failed: the same for who waits.
  }
  if (!ended && !signal.aborted) fail(problem("server/unreachable", "The connection to the server was lost."));
}

async function* chunksOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
}
