import type { ImageSummary } from "#contract/image.ts";
import { familiarName, type ImageReference, parseReference } from "#contract/names/reference.ts";
import type { TransferProgress } from "#contract/transfer.ts";
import { pullStatus } from "#server/transfers/pullStatus.ts";
import type { Direction } from "#server/transfers/transferWords.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { type EngineCall, param, type Routes } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";
import { JsonStream } from "../base/jsonStream.ts";
import { importTar } from "./archiveRoutes.ts";
import { progressMessage } from "./progressMessage.ts";
import { registryAuthOf } from "./registryAuth.ts";

/** `docker pull`, `docker import`, and `docker push`. */
export function transferRoutes(engine: Engine): Routes {
  return {
    "POST /images/create": async (call) => {
      if (call.query.has("fromSrc")) return await importTar(engine, call);
      const image = call.query.get("fromImage") ?? "";
      const stream = new JsonStream(call);
      await pull(engine, call, stream, withTag(image, call.query.get("tag") ?? "")).catch((error: unknown) =>
        stream.fail(error, image),
      );
    },

    "POST /images/:name+/push": async (call) => {
      const reference = withTag(param(call, "name"), call.query.get("tag") ?? "");
      const stream = new JsonStream(call);
      await push(engine, call, stream, reference).catch((error: unknown) => stream.fail(error, reference));
    },
  };
}

/** The tag may be a digest. */
function withTag(name: string, tag: string): string {
  if (tag === "") return name;
  return tag.includes(":") ? `${name}@${tag}` : `${name}:${tag}`;
}

function requireName(text: string): ImageReference {
  const parsed = parseReference(text);
  if (parsed.ok) return parsed.reference;
  throw new EngineError(400, parsed.error);
}

async function pull({ transfers, events }: Engine, call: EngineCall, stream: JsonStream, text: string): Promise<void> {
  const reference = requireName(text);
  const platform = call.query.get("platform") ?? "";
  const { repository, tag, digest } = reference;
  let isFirst = true;
  const onProgress = (progress: TransferProgress) => {
    if (isFirst) stream.offer({ status: `Pulling from ${repository}`, id: digest ?? tag });
    isFirst = false;
    offer(stream, progress, "pull");
  };
  const auth = registryAuthOf(call);
  const options = { onProgress, ...(platform !== "" && { platform }), ...(auth && { auth }) };
  const pulled = await transfers.pull(OPERATOR, text, options, call.signal);
  if (isFirst) await stream.send({ status: `Pulling from ${repository}`, id: digest ?? tag });
  const name = familiarName(reference);
  for (const status of pullStatus(pulled, name)) await stream.send({ status });
  events.emit("image", "pull", name, { name: repository });
  stream.end();
}

async function push(
  { transfers, events, images }: Engine,
  call: EngineCall,
  stream: JsonStream,
  text: string,
): Promise<void> {
  const reference = requireName(text);
  const { registry, repository, tag = "latest" } = reference;
  const target = `${registry}/${repository}`;
  if (images.get(OPERATOR, text) === undefined) {
    await stream.send({ status: `The push refers to repository [${target}]` });
    throw new EngineError(404, missingTag(images.list(OPERATOR), reference));
  }
  let isFirst = true;
  const begin = () => {
    if (isFirst) stream.offer({ status: `The push refers to repository [${target}]` });
    isFirst = false;
  };
  const auth = registryAuthOf(call);
  const pushed = await transfers.push(
    OPERATOR,
    text,
    (progress) => {
      begin();
      offer(stream, progress, "push");
    },
    call.signal,
    ...(auth === undefined ? [] : [auth]),
  );
  begin();
  const { digest, size } = pushed;
  await stream.send({ status: `${tag}: digest: ${digest} size: ${size}` });
  await stream.send({ progressDetail: {}, aux: { Tag: tag, Digest: digest, Size: size } });
  events.emit("image", "push", familiarName(reference), { name: repository });
  stream.end();
}

function missingTag(images: readonly ImageSummary[], { registry, repository, tag = "latest" }: ImageReference): string {
  const name = familiarName({ registry, repository, tag }).slice(0, -tag.length - 1);
  const isKnown = images.some(({ tags }) => tags.some((other) => other.startsWith(`${name}:`)));
  return isKnown ? `tag does not exist: ${name}:${tag}` : `An image does not exist locally with the tag: ${name}`;
}

/** A client that reads slowly misses numbers, not phases: there are only a few of each layer. */
function offer(stream: JsonStream, progress: TransferProgress, direction: Direction): void {
  const message = progressMessage(progress, direction);
  if (progress.current === undefined) void stream.send(message);
  else stream.offer(message);
}
