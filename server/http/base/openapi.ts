import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform, jsonSchemaTransformObject } from "fastify-type-provider-zod";
import { z } from "zod";
import { contextRequestSchema } from "#contract/context.ts";
import { paths, pathTemplate } from "#contract/paths.ts";
import { workspaceContentSchema } from "#contract/workspace.ts";

const binary = { schema: { type: "string", format: "binary" } };

const workspace = { "application/json": { schema: z.toJSONSchema(workspaceContentSchema, { io: "input" }) } };

/** Bodies that the routes read as streams, so Fastify does not describe them. */
const UPLOADS = {
  [pathTemplate(paths.contexts)]: {
    method: "post",
    content: {
      "application/json": { schema: z.toJSONSchema(contextRequestSchema, { io: "input" }) },
      "application/x-tar": binary,
    },
  },
  [pathTemplate(paths.workspace)]: { method: "put", content: workspace },
  [pathTemplate(paths.workspaces)]: { method: "post", content: workspace },
  [pathTemplate(paths.workspaceVersions)]: { method: "post", content: workspace },
  [pathTemplate(paths.workspaceById)]: { method: "put", content: workspace },
  [pathTemplate(paths.blob)]: { method: "put", content: { "application/octet-stream": binary } },
  [pathTemplate(paths.containerArchive)]: { method: "put", content: { "application/x-tar": binary } },
} as const;

interface Described {
  readonly paths?: Readonly<Record<string, object | undefined>>;
}

function withUploads<T extends Described>(description: T): T {
  const paths = Object.entries(UPLOADS).map(([path, { method, content }]) => {
    const item = description.paths?.[path] ?? {};
    const operation = Object.entries(item).find(([name]) => name === method)?.[1];
    return [path, { ...item, [method]: { ...operation, requestBody: { required: true, content } } }] as const;
  });
  return { ...description, paths: { ...description.paths, ...Object.fromEntries(paths) } };
}

/** Describes the routes that are registered after it, as OpenAPI 3.1 at `/api/openapi.json`. */
export async function addOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Strata",
        description: "Build Dockerfiles and look inside the images.",
        license: { name: "MIT", identifier: "MIT" },
        version,
      },
      servers: [{ url: "/" }],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get(paths.openapi, { schema: { hide: true } }, async () => withUploads(app.swagger()));
}
