import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyRequest } from "fastify";
import {
  CLASS_PAGE,
  EMBED_PAGE,
  JOIN_PAGE,
  JOIN_START_PAGE,
  LEARNER_PAGE,
  LESSON_PAGE,
  SHARE_PAGE,
  WORKSPACE_PAGE,
} from "#contract/pagePaths.ts";
import { problem } from "#contract/problem.ts";
import { routes } from "#contract/routes.ts";
import { allowFrames, isEmbed } from "../base/embedding.ts";
import { handleError, sendProblem } from "../base/problem.ts";
import { servePageAssets } from "./pageAssets.ts";

const YEAR = 31_536_000;
const UNCHANGING = `public, max-age=${YEAR}, immutable`;

/** The pages read from the URL what to show. */
const PAGES = [
  { file: "index.html", paths: [WORKSPACE_PAGE, LESSON_PAGE, LEARNER_PAGE, SHARE_PAGE] },
  { file: "class.html", paths: [JOIN_START_PAGE, JOIN_PAGE, CLASS_PAGE] },
];

/** Vite puts a hash of the content into these names, so the files never change. */
function cacheControl(file: string): string {
  return file.includes(`${path.sep}assets${path.sep}`) ? UNCHANGING : "no-cache";
}

/** Errors for paths that are rejected (`..`, `//`) or that the file system can't represent. */
const NO_FILE: ReadonlySet<unknown> = new Set(["FST_STATIC_FORBIDDEN_PATH", "ENAMETOOLONG", "ERR_INVALID_ARG_VALUE"]);

function isNoFile(error: unknown): boolean {
  return error instanceof Error && "code" in error && NO_FILE.has(error.code);
}

/** The page that says a page was not found. It repeats nothing of the address. */
function readNotFoundPage(folder: string): string | undefined {
  const file = path.join(folder, "404.html");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** True if a person opened an address in a browser; programs get a problem, and so does every path of the API. */
function isOpenedByPerson({ method, url, headers }: FastifyRequest): boolean {
  if (method !== "GET" || /^\/(?:api|v2)(?:[/?]|$)/.test(url)) return false;
  return headers.accept?.includes("text/html") ?? false;
}

const WORKSPACE_PATH = new RegExp(`^${WORKSPACE_PAGE.replace(":id", "([\\w-]+)")}$`);

/** What the page at a path asks for first. A browser that is told so asks for it while the scripts are on their way. */
function askedFirst(url: string): string | undefined {
  const path = url.split("?")[0] ?? "";
  if (path === "/") return routes.workspaceLatest();
  const [, id] = WORKSPACE_PATH.exec(path) ?? [];
  return id === undefined ? undefined : routes.workspaceById(id);
}

/** Serves the built page from a folder, if it exists; every other path is a problem, or a page that says so. */
export async function addPage(app: FastifyInstance, folder: string | undefined): Promise<void> {
  const isBuilt = folder !== undefined && existsSync(path.join(folder, "index.html"));
  if (isBuilt) {
    await app.register(async (files) => {
      files.setErrorHandler((error, request, reply) =>
        isNoFile(error) ? reply.callNotFound() : handleError(error, request, reply),
      );
      files.addHook("onRequest", async (request, reply) => {
        const first = askedFirst(request.url);
        if (first !== undefined) reply.header("link", `<${first}>; rel=preload; as=fetch; crossorigin=anonymous`);
      });
      await files.register(fastifyStatic, {
        root: folder,
        preCompressed: true,
        cacheControl: false,
        setHeaders: (reply, file) => reply.header("cache-control", cacheControl(file)),
      });
      servePageAssets(files, folder, UNCHANGING);
      for (const { file, path } of PAGES.flatMap(({ file, paths }) => paths.map((path) => ({ file, path })))) {
        files.get(path, { schema: { hide: true } }, (_request, reply) => reply.sendFile(file));
      }
      files.get(EMBED_PAGE, { schema: { hide: true } }, (request, reply) =>
        isEmbed(request.url) ? allowFrames(reply).sendFile("embed.html") : reply.callNotFound(),
      );
    });
  }
  const notFoundPage = isBuilt ? readNotFoundPage(folder) : undefined;
  app.setNotFoundHandler((request, reply) => {
    if (notFoundPage !== undefined && isOpenedByPerson(request)) {
      return reply.code(404).type("text/html; charset=utf-8").header("cache-control", "no-cache").send(notFoundPage);
    }
    const detail = `No route for ${request.method} ${request.url.split("?")[0] ?? ""}.`;
    const next = isBuilt
      ? "The API is described at /api/openapi.json."
      : "Start the server with npm start, which builds the page.";
    return sendProblem(reply, problem("request/not-found", detail, { next }));
  });
}
