import { Readable } from "node:stream";
import { changeConfig } from "#dockerfile/plan/changeConfig.ts";
import { writeArchive } from "#server/oci/store/archive.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { bodyOf } from "../base/engineBody.ts";
import { type EngineCall, param, type Routes } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";
import { sendTar } from "../base/engineReply.ts";
import { JsonStream } from "../base/jsonStream.ts";
import { refusal } from "../base/refusal.ts";

/** `docker save` and `docker load`. */
export function archiveRoutes(engine: Engine): Routes {
  const { transfers, uploads } = engine;
  return {
    "GET /images/get": (call) => {
      const names = call.query.getAll("names").flatMap((text) => text.split(","));
      return save(
        engine,
        call,
        names.filter((name) => name !== ""),
      );
    },

    "GET /images/:name+/get": (call) => save(engine, call, [param(call, "name")]),

    "POST /images/load": async (call) => {
      const loaded = await transfers.load(OPERATOR, bodyOf(call, uploads.bytes), call.signal);
      const stream = new JsonStream(call);
      for (const { id, names } of loaded) {
        engine.events.emit("image", "load", id, { name: id });
        const lines =
          names.length === 0 ? [`Loaded image ID: ${id}\n`] : names.map((name) => `Loaded image: ${name}\n`);
        for (const line of lines) await stream.send({ stream: line });
      }
      stream.end();
    },
  };
}

async function save({ images, imageReader, blobs }: Engine, call: EngineCall, names: readonly string[]): Promise<void> {
  if (names.length === 0) throw new EngineError(400, "no image to save was named");
  const missing = names.find((name) => images.get(OPERATOR, name) === undefined);
  if (missing !== undefined) throw new EngineError(404, `No such image: ${missing}`);
  const { plan } = await imageReader.archives(OPERATOR, names);
  await sendTar(call, Readable.from(writeArchive(blobs, plan), { objectMode: false }));
}

/** `docker import`, from what the client sends. */
export async function importTar({ transfers, uploads, events }: Engine, call: EngineCall): Promise<void> {
  const { query } = call;
  if (query.get("fromSrc") !== "-") throw refusal("import from a URL", "download the file and import that");
  const [repository, tag, message] = ["repo", "tag", "message"].map((name) => query.get(name) ?? "");
  const changed = changeConfig({}, query.getAll("changes"));
  if (!changed.ok) throw new EngineError(400, changed.problem.detail);
  const name = tag === "" ? repository : `${repository}:${tag}`;
  const options = { config: changed.config, ...(repository && name && { name }), ...(message && { message }) };
  const id = await transfers.import(OPERATOR, bodyOf(call, uploads.bytes), options, call.signal);
  events.emit("image", "import", id, { name: id });
  const stream = new JsonStream(call);
  await stream.send({ status: id });
  stream.end();
}
