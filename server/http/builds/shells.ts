import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { openedShellSchema } from "#contract/openedShell.ts";
import { paths } from "#contract/paths.ts";
import { problemError } from "#contract/problemError.ts";
import { configAtLayer } from "#server/oci/inspect/configAtLayer.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { imageParams } from "../base/imageParams.ts";
import { ownerOf } from "../base/owner.ts";
import { failures } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { openShell, type ShellPlace } from "./openShell.ts";
import { findStepState } from "./stepStates.ts";

const stepParams = z.object({ id: z.string().max(64), step: z.string().max(64) });
const layerParams = imageParams.extend({ layer: z.coerce.number().int().min(0) });

/** Open a shell here: at a step of a build, or at a layer of an image. */
export function shellRoutes(services: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      paths.stepShell,
      {
        schema: {
          summary: "Create a container with a shell in the files after a step, or before it if it failed",
          params: stepParams,
          response: { 201: openedShellSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const { state, layers, at } = findStepState(services, owner, request.params.id, request.params.step);
        const { command, shell, config, ...rest } = state;
        const withShell = { ...config, Shell: [...shell] };
        const container = await openShell(services, owner, { ...rest, config: withShell, layers, what: "step" });
        return reply.code(201).send({ container, at, ...(command !== undefined && { command }) });
      },
    );

    app.post(
      paths.layerShell,
      {
        schema: {
          summary: "Create a container with a shell in the files up to a layer of an image",
          params: layerParams,
          response: { 201: openedShellSchema, ...failures },
        },
      },
      async (request, reply) => {
        const owner = ownerOf(request);
        const image = services.images.require(owner, request.params.ref);
        const container = await openShell(services, owner, layerPlace(image, request.params.layer));
        return reply.code(201).send({ container, at: "after" as const });
      },
    );
  };
}

function layerPlace(image: StoredImage, layer: number): ShellPlace {
  const { layers, config: whole, baseLayers = 0 } = image;
  if (layer >= layers.length) throw problemError("request/not-found", `The image has no layer ${layer}.`);
  const provenance = image.provenance.map((row) => row ?? undefined);
  const config = configAtLayer({ config: whole, layers, baseLayers, provenance }, layer);
  const { os, architecture, variant } = whole;
  return {
    layers: layers.slice(0, layer + 1).map(({ diffId }) => diffId),
    config,
    history: historyUpTo(whole.history ?? [], layer),
    platform: { os, architecture, ...(variant !== undefined && { variant }) },
    what: "layer",
  };
}

/** The rows up to the one that made a layer. */
function historyUpTo<Row extends { empty_layer?: boolean | undefined }>(rows: readonly Row[], layer: number): Row[] {
  const made = rows.flatMap(({ empty_layer: isEmpty }, index) => (isEmpty === true ? [] : [index]));
  return rows.slice(0, (made[layer] ?? rows.length - 1) + 1);
}
