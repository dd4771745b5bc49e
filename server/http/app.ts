import fastify, { type FastifyInstance, type LogLevel } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import type { OwnServer } from "#server/oci/distribution/protocol/ownServer.ts";
import { addAsLearner, readAsLearner } from "./asLearner.ts";
import { baseRoutes } from "./bases.ts";
import { blobRoutes } from "./blobs.ts";
import { readLargeBodies, SMALL_BODY } from "./bodyReader.ts";
import { answerBrokenRequest, handleFrameworkError } from "./brokenRequest.ts";
import { builderOutlookRoutes } from "./builderOutlook.ts";
import { buildRoutes } from "./builds.ts";
import { cacheMountRoutes } from "./cacheMounts.ts";
import { checkRoutes } from "./check.ts";
import { consoleRoutes } from "./console.ts";
import { containerActionRoutes } from "./containerActions.ts";
import { containerInsideRoutes } from "./containerInside.ts";
import { containerLogRoutes } from "./containerLogs.ts";
import { containerRoutes } from "./containers.ts";
import { containerTerminalRoutes } from "./containerTerminal.ts";
import { contextRoutes } from "./contexts.ts";
import { diskUseRoutes } from "./diskUse.ts";
import { healthRoutes } from "./health.ts";
import { learnerHomeRoutes, myHomeRoutes } from "./homes.ts";
import { imageArchiveRoutes } from "./imageArchive.ts";
import { imageComparisonRoutes } from "./imageComparisons.ts";
import { imageContentRoutes } from "./imageContents.ts";
import { imageDownloadRoutes } from "./imageDownloads.ts";
import { imageFileRoutes } from "./imageFile.ts";
import { imageLoadRoutes } from "./imageLoads.ts";
import { imageRoutes } from "./images.ts";
import { imageWasteRoutes } from "./imageWaste.ts";
import { joinRoutes } from "./join.ts";
import { layerCompressedRoutes } from "./layerCompressed.ts";
import { lessonAssetRoutes } from "./lessonAssets.ts";
import { lessonRoutes } from "./lessons.ts";
import { localImageRoutes } from "./localImages.ts";
import { loginRoutes } from "./logins.ts";
import { meRoutes } from "./me.ts";
import { addMetrics, type MetricsOptions } from "./metrics.ts";
import { myRoomRoutes } from "./myRoom.ts";
import { addOpenApi } from "./openapi.ts";
import { addOwners } from "./owner.ts";
import { addPage } from "./page.ts";
import { planRoutes } from "./plan.ts";
import { handleError } from "./problem.ts";
import { parseQueryString } from "./queryString.ts";
import { registryRoutes } from "./registry.ts";
import { roomRoutes } from "./room.ts";
import { roomBoardRoutes } from "./roomBoard.ts";
import { roomLearnerRoutes } from "./roomLearners.ts";
import { roomsRoutes } from "./rooms.ts";
import { myTextRoutes, roomTextRoutes } from "./roomTexts.ts";
import { addSecurity, type SecurityOptions } from "./security.ts";
import type { Services } from "./services.ts";
import { sharedContentRoutes } from "./sharedContents.ts";
import { sharedFileRoutes } from "./sharedFiles.ts";
import { sharedImageRoutes } from "./sharedImages.ts";
import { shareRoutes } from "./shares.ts";
import { shellRoutes } from "./shells.ts";
import { addSockets } from "./sockets.ts";
import { stepRoutes } from "./steps.ts";
import { transferRoutes } from "./transfers.ts";
import { answerExpectations } from "./upload.ts";
import { volumeRoutes } from "./volumes.ts";
import { workspaceRoutes } from "./workspace.ts";
import { workspaceLessonRoutes } from "./workspaceLesson.ts";
import { workspacesRoutes } from "./workspaces.ts";

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
