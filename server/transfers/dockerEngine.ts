import http from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import type { LocalImage, LocalImages } from "#contract/localImages.ts";
import { problemError } from "#contract/problemError.ts";
import { noDockerReason, socketOf } from "#server/docker/openDocker.ts";

export interface DockerEngineOptions {
  /** The address of the engine, `unix://…`; undefined if none was found. */
  readonly address: () => string | undefined;
  /** Why an owner may not use it; undefined if they may. */
  readonly refusal: (owner: string) => string | undefined;
}

/** UTF-16 code units of the list. */
const MAX_LIST = 16_000_000;
const PATIENCE_MS = 10_000;
const MAX_IMAGES = 2000;

const listSchema = z.array(
  z.object({ Id: z.string(), RepoTags: z.array(z.string()).nullish(), Size: z.number(), Created: z.number() }),
);

/** A Docker engine on this machine, from which images are loaded. It is only read. */
export class DockerEngine {
  readonly #options: DockerEngineOptions;

  constructor(options: DockerEngineOptions) {
    this.#options = options;
  }

  /** The newest first. */
  async list(owner: string, signal: AbortSignal): Promise<LocalImages> {
    const { refusal } = this.#options;
    const reason = refusal(owner);
    if (reason !== undefined) return { available: false, reason };
    const address = this.#options.address();
    if (address === undefined) return { available: false, reason: "No Docker engine was found on this machine." };
    const socketPath = socketOf(address);
    if (socketPath === undefined) {
      return { available: false, reason: "DOCKER_HOST names an engine that is not at a socket of this machine." };
    }
    try {
      return { available: true, images: await listImages(socketPath, signal) };
    } catch (error) {
      signal.throwIfAborted();
      return { available: false, reason: noDockerReason(error, address) };
    }
  }

  /** What `docker save` of an image gives. Throws a ProblemError (image/not-found, request/not-found). */
  async save(owner: string, image: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const list = await this.list(owner, signal);
    if (!list.available) throw problemError("request/not-found", list.reason);
    // Only what was listed is asked for: the name is part of a path.
    const known = list.images.find(({ id, names }) => id === image || names.includes(image));
    if (known === undefined) throw problemError("image/not-found", `The engine has no image ${JSON.stringify(image)}.`);
    const path = `/images/${encodeURIComponent(image)}/get`;
    const answer = await ask(socketOf(this.#options.address() ?? "") ?? "", path, signal);
    if (answer.statusCode === 200) return answer;
    answer.destroy();
    throw problemError("image/not-found", `The engine could not save ${image}: it answered ${answer.statusCode}.`);
  }
}

async function listImages(socketPath: string, signal: AbortSignal): Promise<LocalImage[]> {
  const answer = await ask(socketPath, "/images/json", AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]));
  let length = 0;
  answer.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > MAX_LIST) answer.destroy(new Error("Its list of images is too long."));
  });
  const list = listSchema.parse(JSON.parse(await text(answer)));
  return list
    .map(({ Id: id, RepoTags, Size: size, Created: created }) => {
      return { id, names: (RepoTags ?? []).filter((name) => name !== "<none>:<none>"), size, created };
    })
    .sort((a, b) => b.created - a.created)
    .slice(0, MAX_IMAGES);
}

function ask(socketPath: string, path: string, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  http.get({ socketPath, path, signal, headers: { host: "docker" } }, resolve).once("error", reject);
  return promise;
}
