import { flagFilter } from "#contract/docker/filters.ts";
import { historySchema } from "#contract/image.ts";
import { pruneImages } from "#server/images/pruneImages.ts";
import { type RemovedImage, removeImage } from "#server/images/removeImage.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { type EngineCall, isSet, param, type Routes } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";
import { sendJson, sendJsonText, sendNothing } from "../base/engineReply.ts";
import { filtersOf } from "../base/filters.ts";
import { refusal } from "../base/refusal.ts";
import { IMAGE_FILTERS, listedImages } from "./imageList.ts";

/** List, inspect, history, tag, remove, prune. */
export function imageRoutes(engine: Engine): Routes {
  const { images, imageReader, events, builds } = engine;
  const place = (call: EngineCall) => ({ workspace: OPERATOR, ref: param(call, "name") });
  return {
    "GET /images/json": async (call) => {
      sendJson(call, await listedImages(engine, filtersOf(call, IMAGE_FILTERS)));
    },

    "GET /images/search": () => {
      throw new EngineError(
        501,
        "Strata does not search registries. Look for images on hub.docker.com, then pull one.",
      );
    },

    "GET /images/:name+/json": async (call) => {
      sendJsonText(call.response, await imageReader.look(place(call), { at: "inspect" }));
    },

    "GET /images/:name+/history": async (call) => {
      const json = await imageReader.look(place(call), { at: "history" });
      sendJson(call, historyOf(engine, json));
    },

    "POST /images/:name+/tag": (call) => {
      const [repository, tag] = [call.query.get("repo") ?? "", call.query.get("tag") ?? ""];
      const tagged = images.tag(OPERATOR, param(call, "name"), tag === "" ? repository : `${repository}:${tag}`);
      events.emit("image", "tag", tagged.id, { name: tag === "" ? repository : `${repository}:${tag}` });
      sendNothing(call, 201);
    },

    "DELETE /images/:name+": (call) => sendJson(call, remove(engine, param(call, "name"), isSet(call, "force"))),

    "POST /images/prune": (call) => {
      const filters = filtersOf(call, ["dangling", "until", "label", "label!"]);
      if (filters.has("until") || filters.has("label") || filters.has("label!")) {
        throw refusal("--filter of image prune", "list with docker images -q --filter, and remove with docker rmi");
      }
      const all = !(flagFilter(filters, "dangling") ?? true);
      const { removed, bytes } = pruneImages(engine, OPERATOR, { all, except: builds.kept.keptImages(OPERATOR) });
      sendJson(call, { ImagesDeleted: removed.flatMap((one) => told(engine, one)), SpaceReclaimed: bytes });
    },
  };
}

/** Newest first, as Docker sends it; only the image's own row has an ID. */
function historyOf({ images }: Engine, json: Uint8Array): Record<string, unknown>[] {
  const { image, rows } = historySchema.parse(JSON.parse(Buffer.from(json).toString("utf8")));
  return rows.toReversed().map(({ created, createdBy, comment, size }, index) => ({
    Comment: comment,
    Created: created === undefined ? 0 : Math.floor(Date.parse(created) / 1000),
    CreatedBy: createdBy,
    Id: index === 0 ? image : "<missing>",
    Size: size,
    Tags: index === 0 ? (images.get(OPERATOR, image)?.tags ?? null) : null,
  }));
}

type Removed = { readonly Untagged: string } | { readonly Deleted: string };

/** What went, as Docker lists it, and as events. */
function told({ events }: Engine, { untagged, deleted }: RemovedImage, layers: readonly string[] = []): Removed[] {
  for (const name of untagged) events.emit("image", "untag", deleted ?? name, { name });
  if (deleted !== undefined) events.emit("image", "delete", deleted, { name: deleted });
  const gone = deleted === undefined ? [] : [deleted, ...layers];
  return [...untagged.map((name) => ({ Untagged: name })), ...gone.map((digest) => ({ Deleted: digest }))];
}

function remove(engine: Engine, ref: string, force: boolean): Removed[] {
  const { layers } = engine.images.require(OPERATOR, ref);
  const removed = removeImage(engine, OPERATOR, ref, { force });
  return told(engine, removed, layers.map(({ diffId }) => diffId).reverse());
}
