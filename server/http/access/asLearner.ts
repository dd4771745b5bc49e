import type { IncomingMessage } from "node:http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { paths } from "#contract/paths.ts";
import { type ProblemError, problemError } from "#contract/problemError.ts";
import { AS_LEARNER } from "#contract/routes.ts";
import type { Member, MemberFinder } from "#server/identity/member.ts";
import { isTeacher } from "./teaching.ts";

/** The routes that teachers may read in place of a learner. A new route is closed to them until it is listed. */
const READABLE: ReadonlySet<string> = new Set([
  paths.workspace,
  paths.workspaceLatest,
  paths.workspaceEvents,
  paths.workspaces,
  paths.workspaceById,
  paths.workspaceByIdEvents,
  paths.workspaceVersions,
  paths.workspaceVersion,
  paths.workspaceLesson,
  paths.builds,
  paths.build,
  paths.buildEvents,
  paths.stepFiles,
  paths.stepTree,
  paths.stepEntries,
  paths.stepState,
  paths.blob,
  paths.bases,
  paths.base,
  paths.baseTags,
  paths.cacheMounts,
  paths.images,
  paths.imageSharing,
  paths.imagesArchive,
  paths.image,
  paths.imageHistory,
  paths.imageInspect,
  paths.imageLayers,
  paths.layerFiles,
  paths.layerTree,
  paths.layerEntries,
  paths.layerCompressed,
  paths.imageFiles,
  paths.imageFile,
  paths.imageFileVersions,
  paths.imageSearch,
  paths.imageFolderArchive,
  paths.layerArchive,
  paths.layerListing,
  paths.imageWaste,
  paths.imageFacts,
  paths.imageFields,
  paths.imageComparison,
  paths.comparedEntries,
  paths.comparedPackages,
  paths.imageLeftovers,
  paths.imageEfficiency,
  paths.imageDifferences,
  paths.imageMap,
  paths.imageArchive,
  paths.imageDockerfile,
  paths.containers,
  paths.containerEvents,
  paths.container,
  paths.containerLogs,
  paths.containerTop,
  paths.containerStats,
  paths.containerChanges,
  paths.containerFiles,
  paths.containerEntries,
  paths.containerArchive,
  paths.containerAnswer,
  paths.volumes,
  paths.systemDf,
  paths.health,
  paths.lessons,
  paths.lesson,
  paths.lessonAsset,
]);

/** Calls that only ask. */
const ASKING: ReadonlySet<string> = new Set([paths.check, paths.plan, paths.builderOutlook]);

/** Only what begins like this is rewritten, so that neither the registry nor a second learner can follow. */
const PREFIX = new RegExp(`^${AS_LEARNER}/([A-Za-z0-9_-]{16,32})(/api/(?!as/).*)$`);

/** The learners that requests are to be read as. */
const asked = new WeakMap<IncomingMessage, string>();

/** Fastify's `rewriteUrl`: the rest of the URL finds its route as if the learner had sent it. */
export function readAsLearner(request: IncomingMessage): string {
  const url = request.url ?? "";
  const match = PREFIX.exec(url);
  if (match?.[1] === undefined || match[2] === undefined) return url;
  asked.set(request, match[1]);
  return match[2];
}

/** Lets teachers read what a learner's own requests are answered, and change nothing. Call after the owners were added. */
export function addAsLearner(app: FastifyInstance, members: MemberFinder | undefined): void {
  app.addHook("onRequest", async (request) => {
    const id = asked.get(request.raw);
    if (id === undefined) return;
    const member = requireLearner(request, members, id);
    if (!isAllowed(request)) throw readOnly();
    request.owner = member.owner;
  });
}

/** A learner of another room is as little found as one that does not exist. */
function requireLearner(request: FastifyRequest, members: MemberFinder | undefined, id: string): Member {
  const member = members?.byId(id);
  if (member === undefined || members === undefined || !isTeacher(request, members, member.room)) {
    throw problemError("room/not-found", "No room that you teach has this learner.");
  }
  return member;
}

function isAllowed({ method, routeOptions, ws, headers }: FastifyRequest): boolean {
  if (ws || headers.upgrade !== undefined) return false;
  const route = routeOptions.url ?? "";
  return method === "GET" || method === "HEAD" ? READABLE.has(route) : method === "POST" && ASKING.has(route);
}

function readOnly(): ProblemError {
  return problemError("room/role", "A teacher may read a learner's work, not change it.", {
    next: "Ask the learner whether you may help: then you can edit together.",
  });
}
