import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type BaseImage, baseImageSchema, baseTagsSchema, MAX_NAMES, MAX_TAGS } from "#contract/base.ts";
import type { ImageConfig } from "#contract/image.ts";
import { formatPlatform, parsePlatform } from "#contract/names/platform.ts";
import { normalizedName } from "#contract/names/reference.ts";
import { paths } from "#contract/routes.ts";
import { accountNames } from "#server/images/accountNames.ts";
import { hostPlatform } from "#server/images/hostPlatform.ts";
import type { ImageStore } from "#server/images/imageStore.ts";
import type { StoredLayer } from "#server/images/manifest.ts";
import { problemError } from "#server/images/problemError.ts";
import { requireReference } from "#server/images/requireReference.ts";
import { starterImage } from "#server/images/starter.ts";
import { imageParams } from "./images.ts";
import { ownerOf } from "./owner.ts";
import { failures } from "./responses.ts";
import type { Services } from "./services.ts";

/** What images and starter images have in common. */
interface Found {
  readonly platform: string;
  readonly size: number;
  readonly layers: readonly StoredLayer[];
  readonly config: ImageConfig;
}

/** What a FROM could start from: for the editor, which completes and explains. Nothing is pulled. */
export function baseRoutes({ images, blobs, tags }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.base,
      {
        schema: {
          summary: "What a FROM would start from, where it is at hand",
          params: imageParams,
          querystring: z.object({ platform: z.string().max(100).optional() }),
          response: { 200: baseImageSchema, ...failures },
        },
      },
      async (request): Promise<BaseImage> => {
        const { ref } = request.params;
        const found = find(images, ownerOf(request), ref, request.query.platform);
        if (found === undefined) throw problemError("image/not-found", `${ref} is not at hand.`);
        const layers = found.layers.map(({ diffId }) => diffId);
        const { created, config } = found.config;
        return {
          platform: found.platform,
          size: found.size,
          layers: layers.length,
          users: [...accountNames(blobs, layers, "passwd", MAX_NAMES)],
          groups: [...accountNames(blobs, layers, "group", MAX_NAMES)],
          ...(created === undefined ? {} : { created }),
          ...(config === undefined ? {} : { config }),
        };
      },
    );

    app.get(
      paths.baseTags,
      {
        schema: {
          summary: "The tags of a repository, as its registry lists them",
          params: imageParams,
          response: { 200: baseTagsSchema, ...failures },
        },
      },
      async (request) => {
        const reference = requireReference(request.params.ref);
        const listed = await tags.find(reference);
        if (listed !== undefined) return { tags: [...listed], source: "registry" as const };
        const atHand = images.listPulled().map((image) => requireReference(image.reference));
        const own = atHand.filter(
          ({ registry, repository }) => registry === reference.registry && repository === reference.repository,
        );
        const kept = new Set(own.flatMap(({ tag }) => tag ?? []));
        return { tags: [...kept].slice(0, MAX_TAGS), source: "at-hand" as const };
      },
    );
  };
}

/** As a build looks for it, without asking anybody; then among the images that were built here. */
function find(images: ImageStore, owner: string, ref: string, asked: string | undefined): Found | undefined {
  const reference = requireReference(ref);
  const parsed = asked === undefined ? undefined : parsePlatform(asked, hostPlatform());
  const platform = formatPlatform(parsed?.ok === true ? parsed.platform : hostPlatform());
  return (
    images.lookPulled(normalizedName(reference), platform) ??
    starterImage(images, reference, platform) ??
    images.get(owner, ref)
  );
}
