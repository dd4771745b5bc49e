import type { Container } from "#contract/container.ts";
import { type Filters, matchesLabels } from "#contract/docker/filters.ts";
import { imageName } from "#contract/docker/imageName.ts";
import { CONTAINER_FILTERS } from "#server/containers/containerFilter.ts";
import { inspectContainer } from "#server/containers/inspectContainer.ts";
import { listImages } from "#server/images/listImages.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import { jsonBody } from "../base/engineBody.ts";
import { isSet, param, type Routes } from "../base/engineCall.ts";
import { EngineError, errorAnswer } from "../base/engineError.ts";
import { sendJson, sendNothing } from "../base/engineReply.ts";
import { parseTime } from "../base/engineTimes.ts";
import { filtersOf } from "../base/filters.ts";
import { BUILDKIT_ADVICE } from "../base/refusal.ts";
import { commitRequestOf } from "./commitRequest.ts";
import { isListed } from "./containerFilters.ts";
import { imageConfigOf, listedContainer, sizesOf } from "./containerList.ts";
import { containerSpecOf, plainName } from "./containerSpecOf.ts";
import { createRequestSchema } from "./createRequest.ts";

/** List, create, describe, rename, remove, prune, commit. */
export function containerRoutes(engine: Engine): Routes {
  const { containers } = engine;
  return {
    "GET /containers/json": async (call) => {
      const filters = filtersOf(call, CONTAINER_FILTERS);
      const wanted = isListed(engine, filters);
      const limit = Number(call.query.get("limit") ?? 0);
      if (isSet(call, "size")) await listImages(engine.images, engine.imageReader, OPERATOR);
      const all =
        isSet(call, "all") || limit > 0 || ["status", "exited", "before", "since"].some((name) => filters.has(name));
      const listed = containers
        .list(OPERATOR)
        .filter(({ state }) => all || state.phase === "running")
        .filter(wanted);
      const shown = limit > 0 ? listed.slice(0, limit) : listed;
      sendJson(
        call,
        shown.map((container) => listedContainer(engine, container, isSet(call, "size"))),
      );
    },

    "POST /containers/create": async (call) => {
      const request = await jsonBody(call, createRequestSchema);
      const spec = containerSpecOf(request, call.query.get("name"));
      const created = await containers.create(OPERATOR, spec).catch((error: unknown) => {
        throw missingImage(error, request.Image);
      });
      sendJson(call, { Id: created.id, Warnings: [] }, 201);
    },

    "GET /containers/:id/json": async (call) => {
      // Without BuildKit in the daemon, buildx starts a container with one: first it looks for that.
      if (param(call, "id").startsWith("buildx_buildkit_")) throw new EngineError(400, BUILDKIT_ADVICE);
      const container = containers.get(OPERATOR, param(call, "id"));
      if (isSet(call, "size")) await listImages(engine.images, engine.imageReader, OPERATOR);
      const { SizeRw, SizeRootFs } = sizesOf(engine, container);
      const sizes = isSet(call, "size") ? { sizes: { writable: SizeRw, total: SizeRootFs } } : {};
      sendJson(call, inspectContainer(container, { image: imageConfigOf(engine, container), ...sizes }));
    },

    "POST /containers/:id/rename": async (call) => {
      await containers.rename(OPERATOR, param(call, "id"), plainName(call.query.get("name")));
      sendNothing(call);
    },

    "POST /containers/:id/update": () => {
      throw new EngineError(400, "Strata does not change the limits of a container: remove it and run it again.");
    },

    "DELETE /containers/:id": async (call) => {
      if (isSet(call, "link")) throw new EngineError(400, "Strata does not support links.");
      const options = { force: isSet(call, "force"), volumes: isSet(call, "v") };
      await containers.remove(OPERATOR, param(call, "id"), options);
      sendNothing(call);
    },

    "POST /containers/prune": async (call) => {
      const filters = filtersOf(call, ["until", "label", "label!"]);
      const { ids, bytes } = filters.size === 0 ? await containers.prune(OPERATOR) : await pruneSome(engine, filters);
      sendJson(call, { ContainersDeleted: ids, SpaceReclaimed: bytes });
    },

    "POST /commit": async (call) => {
      const ref = call.query.get("container") ?? "";
      const container = containerNamed(engine, ref);
      const id = await containers.commit(OPERATOR, ref, commitRequestOf(call));
      engine.events.emitOf(container, "commit", { comment: call.query.get("comment") ?? "", imageID: id });
      sendJson(call, { Id: id }, 201);
    },
  };
}

/** Of a query, which errors know nothing of. */
function containerNamed({ containers }: Engine, ref: string): Container {
  try {
    return containers.get(OPERATOR, ref);
  } catch (error) {
    const { status, message } = errorAnswer(error, ref);
    throw new EngineError(status, message);
  }
}

function missingImage(error: unknown, image: string): unknown {
  const isMissing = error instanceof Error && "problem" in error && codeOf(error.problem) === "image/not-found";
  return isMissing ? new EngineError(404, `No such image: ${imageName(image)}`) : error;
}

function codeOf(problem: unknown): unknown {
  return typeof problem === "object" && problem !== null && "code" in problem ? problem.code : undefined;
}

async function pruneSome({ containers }: Engine, filters: Filters) {
  const until = parseTime(filters.get("until")?.[0] ?? null) ?? Number.POSITIVE_INFINITY;
  const stopped = containers.list(OPERATOR).filter(({ state }) => state.phase !== "running");
  const chosen = stopped.filter(
    ({ createdAt, spec }) => createdAt < until && matchesLabels(filters, spec.labels ?? {}),
  );
  for (const { id } of chosen) await containers.remove(OPERATOR, id);
  return {
    ids: chosen.map(({ id }) => id),
    bytes: chosen.reduce((sum, { writable }) => sum + (writable?.bytes ?? 0), 0),
  };
}
