import fastify, { type FastifyInstance, type LogLevel } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { SMALL_BODY } from "#server/bodies/bodyReader.ts";
import type { OwnServer } from "#server/oci/distribution/protocol/ownServer.ts";
import { addAsLearner, readAsLearner } from "./access/asLearner.ts";
import { addOwners } from "./access/owners.ts";
import { addSecurity, type SecurityOptions } from "./access/security.ts";
import { answerBrokenRequest, handleFrameworkError } from "./base/brokenRequest.ts";
import { readLargeBodies } from "./base/largeBodies.ts";
import { addOpenApi } from "./base/openapi.ts";
import { handleError } from "./base/problem.ts";
import { parseQueryString } from "./base/queryString.ts";
import type { Services } from "./base/services.ts";
import { addSockets } from "./base/sockets.ts";
import { answerExpectations } from "./base/upload.ts";
import { builderOutlookRoutes } from "./builds/builderOutlook.ts";
import { buildRoutes } from "./builds/builds.ts";
import { cacheMountRoutes } from "./builds/cacheMounts.ts";
import { shellRoutes } from "./builds/shells.ts";
import { stepRoutes } from "./builds/steps.ts";
import { consoleRoutes } from "./console/console.ts";
import { containerActionRoutes } from "./containers/containerActions.ts";
import { containerInsideRoutes } from "./containers/containerInside.ts";
import { containerLogRoutes } from "./containers/containerLogs.ts";
import { containerRoutes } from "./containers/containers.ts";
import { containerTerminalRoutes } from "./containers/containerTerminal.ts";
import { volumeRoutes } from "./containers/volumes.ts";
import { baseRoutes } from "./dockerfiles/bases.ts";
import { checkRoutes } from "./dockerfiles/check.ts";
import { planRoutes } from "./dockerfiles/plan.ts";
import { imageComparisonRoutes } from "./images/imageComparisons.ts";
import { imageContentRoutes } from "./images/imageContents.ts";
import { imageDownloadRoutes } from "./images/imageDownloads.ts";
import { imageFileRoutes } from "./images/imageFile.ts";
import { imageRoutes } from "./images/images.ts";
import { imageWasteRoutes } from "./images/imageWaste.ts";
import { layerCompressedRoutes } from "./images/layerCompressed.ts";
import { lessonAssetRoutes } from "./lessons/lessonAssets.ts";
import { lessonRoutes } from "./lessons/lessons.ts";
import { workspaceLessonRoutes } from "./lessons/workspaceLesson.ts";
import { addPage } from "./pages/page.ts";
import { registryRoutes } from "./registry/registry.ts";
import { learnerHomeRoutes, myHomeRoutes } from "./rooms/homes.ts";
import { joinRoutes } from "./rooms/join.ts";
import { meRoutes } from "./rooms/me.ts";
import { myRoomRoutes } from "./rooms/myRoom.ts";
import { roomRoutes } from "./rooms/room.ts";
import { roomBoardRoutes } from "./rooms/roomBoard.ts";
import { roomLearnerRoutes } from "./rooms/roomLearners.ts";
import { roomsRoutes } from "./rooms/rooms.ts";
import { myTextRoutes, roomTextRoutes } from "./rooms/roomTexts.ts";
import { sharedContentRoutes } from "./shares/sharedContents.ts";
import { sharedFileRoutes } from "./shares/sharedFiles.ts";
import { sharedImageRoutes } from "./shares/sharedImages.ts";
import { shareRoutes } from "./shares/shares.ts";
import { diskUseRoutes } from "./system/diskUse.ts";
import { healthRoutes } from "./system/health.ts";
import { addMetrics, type MetricsOptions } from "./system/metrics.ts";
import { imageArchiveRoutes } from "./transfers/imageArchive.ts";
import { imageLoadRoutes } from "./transfers/imageLoads.ts";
import { localImageRoutes } from "./transfers/localImages.ts";
import { loginRoutes } from "./transfers/logins.ts";
import { transferRoutes } from "./transfers/transfers.ts";
import { blobRoutes } from "./workspaces/blobs.ts";
import { contextRoutes } from "./workspaces/contexts.ts";
import { workspaceRoutes } from "./workspaces/workspace.ts";
import { workspacesRoutes } from "./workspaces/workspaces.ts";

export interface RouteOptions {
  readonly services: Services;
  readonly security: SecurityOptions;
  readonly metrics: MetricsOptions;
  /** Whether each browser has workspaces of its own. */
  readonly separate: boolean;
  /** Folder of the built page. */
  readonly page?: string;
}

const ROUTES = [
  healthRoutes,
  workspaceRoutes,
  workspacesRoutes,
  contextRoutes,
  blobRoutes,
  buildRoutes,
  stepRoutes,
  shellRoutes,
  diskUseRoutes,
  planRoutes,
  builderOutlookRoutes,
  checkRoutes,
  baseRoutes,
  cacheMountRoutes,
  imageRoutes,
  imageComparisonRoutes,
  imageContentRoutes,
  imageFileRoutes,
  imageDownloadRoutes,
  layerCompressedRoutes,
  imageWasteRoutes,
  imageArchiveRoutes,
  imageLoadRoutes,
  localImageRoutes,
  transferRoutes,
  loginRoutes,
  containerRoutes,
  containerActionRoutes,
  containerLogRoutes,
  containerInsideRoutes,
  containerTerminalRoutes,
  volumeRoutes,
  shareRoutes,
  sharedContentRoutes,
  sharedImageRoutes,
  sharedFileRoutes,
  meRoutes,
  joinRoutes,
  myRoomRoutes,
  roomsRoutes,
  roomRoutes,
  roomBoardRoutes,
  roomLearnerRoutes,
  roomTextRoutes,
  myTextRoutes,
  learnerHomeRoutes,
  myHomeRoutes,
  lessonRoutes,
  lessonAssetRoutes,
  workspaceLessonRoutes,
];

const MINUTE = 60_000;

/** The HTTP server and its log, with no routes yet. */
export function createApp(log: LogLevel): FastifyInstance {
  return fastify({
    logger: log === "silent" ? false : { level: log, redact: ["req.headers.cookie", "req.headers.authorization"] },
    bodyLimit: SMALL_BODY,
    // Names of images are in the path, URL-encoded.
    routerOptions: { maxParamLength: 4096, querystringParser: parseQueryString },
    // Uploading a large context over a slow line takes a while; an idle connection is closed sooner.
    requestTimeout: 30 * MINUTE,
    connectionTimeout: 2 * MINUTE,
    keepAliveTimeout: 5000,
    forceCloseConnections: true,
    frameworkErrors: handleFrameworkError,
    clientErrorHandler: answerBrokenRequest,
    // A request without a Host header is rejected like one with a foreign name.
    http: { headersTimeout: 20_000, maxHeaderSize: 32 * 1024, requireHostHeader: false },
    exposeHeadRoutes: true,
    rewriteUrl: readAsLearner,
  });
}

/** Gives it all of its routes; it does not listen yet. */
export async function addRoutes(
  app: FastifyInstance,
  { services, security, metrics, separate, page }: RouteOptions,
): Promise<void> {
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  // JSON only: what another site's form could send is not parsed at all.
  app.removeContentTypeParser("text/plain");
  readLargeBodies(app, services.bodies);
  app.setErrorHandler(handleError);
  await addSockets(app);
  addSecurity(app, security);
  const members = services.rooms?.members;
  addOwners(app, { separate, members });
  addAsLearner(app, members);
  addMetrics(app, services, metrics);
  answerExpectations(app, services.uploads.bytes);
  await addOpenApi(app, services.version);
  for (const routes of ROUTES) await app.register(routes(services));
  noteOwnPort(app, services.own);
  const visibility = { listening: security.host, separate };
  await app.register(consoleRoutes(services, visibility));
  await app.register(registryRoutes(services, visibility));
  await addPage(app, page);
}

function noteOwnPort(app: FastifyInstance, own: OwnServer): void {
  app.addHook("onListen", (done) => {
    const bound = app.server.address();
    if (typeof bound === "object" && bound !== null) own.port = bound.port;
    done();
  });
}
