import swagger from "@fastify/swagger";
import type { FastifyInstance } from "fastify";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import { routes } from "#contract/routes.ts";

/** Describes the routes that are registered after it, as OpenAPI 3.1 at `/api/openapi.json`. */
export async function addOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Strata",
        description: "Builds Dockerfiles for real and looks inside the images.",
        license: { name: "MIT", identifier: "MIT" },
        version,
      },
      servers: [{ url: "/" }],
    },
    transform: jsonSchemaTransform,
  });
  app.get(routes.openapi(), { schema: { hide: true } }, async () => app.swagger());
}
