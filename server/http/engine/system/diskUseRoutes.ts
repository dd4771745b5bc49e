import type { Digest } from "#contract/names/digest.ts";
import { listImages } from "#server/images/listImages.ts";
import { sharedLayers } from "#server/oci/inspect/sharedLayers.ts";
import { type Engine, OPERATOR } from "../base/engine.ts";
import type { EngineCall, Routes } from "../base/engineCall.ts";
import { EngineError } from "../base/engineError.ts";
import { sendJson } from "../base/engineReply.ts";
import { listedContainer } from "../containers/containerList.ts";
import { shownVolume } from "../containers/volumeRoutes.ts";
import { listedImages } from "../images/imageList.ts";

const KINDS = ["container", "image", "volume", "build-cache"];

/** `docker system df`. */
export function diskUseRoutes(engine: Engine): Routes {
  return {
    "GET /system/df": async (call) => {
      const wanted = kindsOf(call);
      await listImages(engine.images, engine.imageReader, OPERATOR);
      sendJson(call, {
        ...(wanted.has("image") && (await imagesUse(engine))),
        ...(wanted.has("container") && {
          Containers: engine.containers.list(OPERATOR).map((container) => listedContainer(engine, container, true)),
        }),
        ...(wanted.has("volume") && { Volumes: await volumesUse(engine) }),
        // What builds could use again is in the store, and swept with it.
        ...(wanted.has("build-cache") && { BuildCache: [], BuilderSize: 0 }),
      });
    },
  };
}

function kindsOf({ query }: EngineCall): ReadonlySet<string> {
  const asked = query.getAll("type");
  const unknown = asked.find((kind) => !KINDS.includes(kind));
  if (unknown !== undefined) throw new EngineError(400, `unknown object type: ${unknown}`);
  return new Set(asked.length === 0 ? KINDS : asked);
}

async function imagesUse(engine: Engine): Promise<Record<string, unknown>> {
  const { layers, stored: LayersSize } = sharedLayers(engine.images.listLayers(OPERATOR));
  const shared = new Map<Digest, number>();
  for (const { size, images } of layers) {
    if (images.length > 1) for (const id of images) shared.set(id, (shared.get(id) ?? 0) + size);
  }
  const listed = await listedImages(engine, new Map());
  // On disk, as what is shared: the client subtracts one from the other.
  const stored = new Map(engine.images.list(OPERATOR).map(({ id, size }) => [id, size]));
  const images = listed.map((image) => ({
    ...image,
    Size: stored.get(image.Id) ?? image.Size,
    SharedSize: shared.get(image.Id) ?? 0,
  }));
  return { LayersSize, Images: images };
}

async function volumesUse({ containers }: Engine): Promise<Record<string, unknown>[]> {
  return (await containers.volumes(OPERATOR)).map((volume) => ({
    ...shownVolume(volume),
    UsageData: { RefCount: volume.containers.length, Size: volume.bytes ?? -1 },
  }));
}
