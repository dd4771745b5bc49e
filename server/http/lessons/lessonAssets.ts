import path from "node:path";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { lessonIdSchema } from "#contract/lesson.ts";
import { paths } from "#contract/paths.ts";
import { problemError } from "#contract/problemError.ts";
import { ownerOf } from "../base/owner.ts";
import { failures, streamed } from "../base/responses.ts";
import type { Services } from "../base/services.ts";

const params = z.object({ lesson: lessonIdSchema, path: z.string().min(1).max(4096) });

/** The only files of a lesson that are served, and what they are served as. */
const IMAGES: Readonly<Record<string, string>> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".svg": "image/svg+xml",
};

/** An SVG that is opened by its address must not run anything, nor load what others could count. */
const SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/** The images in a lesson's text. */
export function lessonAssetRoutes({ lessons }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    app.get(
      paths.lessonAsset,
      {
        schema: {
          summary: "Get an image of a lesson",
          params,
          response: { 200: streamed("The image", "image/*"), ...failures },
        },
      },
      async (request, reply) => {
        const { lesson, path: file } = request.params;
        const type = IMAGES[path.posix.extname(file).toLowerCase()];
        const bytes = type && (await lessons.file(ownerOf(request), lesson, file));
        if (type === undefined || bytes === undefined) {
          throw problemError("request/not-found", "The lesson has no such image.");
        }
        return reply
          .header("content-security-policy", SANDBOX)
          .header("cache-control", "private, no-cache")
          .type(type)
          .send(Buffer.from(bytes));
      },
    );
  };
}
