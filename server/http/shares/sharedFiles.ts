import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { paths } from "#contract/paths.ts";
import { notInShare } from "#server/shares/shareProblems.ts";
import { failures, nothing } from "../base/responses.ts";
import type { Services } from "../base/services.ts";
import { shareParams } from "./shares.ts";

/** What needs the bytes of the image's files, which are not part of a share. */
const ABSENT = [
  {
    url: paths.shareImageFile,
    summary: "The content of a file is not in a share",
    what: "The content of the image's files",
  },
  {
    url: paths.shareImageFileVersions,
    summary: "The versions of a file are not in a share",
    what: "What each layer did to a file",
  },
  {
    url: paths.shareImageSearch,
    summary: "The content of files is not in a share",
    what: "The content of the image's files",
  },
] as const;

/** Says what is not in a share, and what to do. */
export function sharedFileRoutes({ shares }: Services): FastifyPluginAsyncZod {
  return async (app) => {
    for (const { url, summary, what } of ABSENT) {
      app.get(
        url,
        {
          schema: {
            summary,
            params: shareParams.extend({ ref: z.string().max(1024) }),
            response: { 204: nothing, ...failures },
          },
        },
        async (request) => {
          shares.manifest(request.params.id);
          throw notInShare(what);
        },
      );
    }
  };
}
