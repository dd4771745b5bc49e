import { parseJson } from "#contract/parseJson.ts";
import { type Problem, problem, problemSchema } from "#contract/problem.ts";
import { routes } from "#contract/routes.ts";
import { type LoadedImage, loadedImagesSchema } from "#contract/transfer.ts";
import { addressOf } from "./address.ts";
import { type Result, refused, succeeded } from "./result.ts";

type Loaded = Result<{ images: LoadedImage[] }>;

/**
 * The images of an archive, as `docker load`. `onSent` gets the bytes that were sent, which `fetch` does not tell. Rejects
 * only if `signal` aborts.
 */
export function loadImages(archive: Blob, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Loaded> {
  const { promise, resolve, reject } = Promise.withResolvers<Loaded>();
  const sending = new XMLHttpRequest();
  sending.upload.onprogress = ({ loaded }) => onSent(loaded);
  sending.onload = () => resolve(readAnswer(sending));
  sending.onerror = () =>
    resolve(refused(problem("server/unreachable", "The connection to the server was lost while the file was sent.")));
  sending.onabort = () => reject(signal.reason);
  signal.addEventListener("abort", () => sending.abort(), { once: true });
  sending.open("POST", addressOf(routes.imageLoad()));
  sending.setRequestHeader("accept", "application/json");
  sending.setRequestHeader("content-type", "application/octet-stream");
  sending.send(archive);
  return promise;
}

function readAnswer({ status, responseText }: XMLHttpRequest): Loaded {
  const body = parseJson(responseText);
  const loaded = loadedImagesSchema.safeParse(body);
  if (status === 201 && loaded.success) return succeeded(loaded.data);
  return refused(problemIn(body) ?? problem("server/answer", `The server responded with status ${status}.`));
}

function problemIn(body: unknown): Problem | undefined {
  const parsed = problemSchema.safeParse(body);
  return parsed.success ? parsed.data : undefined;
}
