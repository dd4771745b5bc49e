import type { FastifyInstance, FastifyRequest } from "fastify";
import { type BodyReader, SMALL_BODY } from "#server/bodies/bodyReader.ts";
import type { BodyName } from "#server/bodies/bodyThread.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The kind of body of this route, if it can be too large to parse on the main thread. */
    readonly largeBody?: BodyName;
  }
}

/** Parses JSON as Fastify does; large bodies of routes that declare their kind go to the thread. */
export function readLargeBodies(app: FastifyInstance, reader: BodyReader): void {
  const readSmall = app.getDefaultJsonParser("error", "error");
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser<Buffer>("application/json", { parseAs: "buffer" }, (request, body, done) => {
    const name = largeBodyOf(request);
    if (name === undefined || body.length <= SMALL_BODY) return readSmall(request, body.toString("utf8"), done);
    reader.read(name, body).then(
      (value) => done(null, value),
      (error: Error) => done(error),
    );
  });
}

function largeBodyOf({ routeOptions }: FastifyRequest): BodyName | undefined {
  return routeOptions.config.largeBody;
}
