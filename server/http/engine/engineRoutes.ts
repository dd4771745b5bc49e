import { archiveRoutes } from "./archiveRoutes.ts";
import { buildRoutes } from "./buildRoutes.ts";
import { containerRoutes } from "./containerRoutes.ts";
import { diskUseRoutes } from "./diskUseRoutes.ts";
import type { Engine } from "./engine.ts";
import type { Routes } from "./engineCall.ts";
import { eventRoutes } from "./eventRoutes.ts";
import { ExecRegistry } from "./execRegistry.ts";
import { execRoutes } from "./execRoutes.ts";
import { fileRoutes } from "./fileRoutes.ts";
import { imageRoutes } from "./imageRoutes.ts";
import { lifecycleRoutes } from "./lifecycleRoutes.ts";
import { networkRoutes } from "./networkRoutes.ts";
import { streamRoutes } from "./streamRoutes.ts";
import { systemRoutes } from "./systemRoutes.ts";
import { transferRoutes } from "./transferRoutes.ts";
import { usageRoutes } from "./usageRoutes.ts";
import { volumeRoutes } from "./volumeRoutes.ts";

/** Every route of the Docker Engine API that is spoken here. */
export function engineRoutes(engine: Engine): Routes {
  return {
    ...systemRoutes(engine),
    ...diskUseRoutes(engine),
    ...eventRoutes(engine),
    ...containerRoutes(engine),
    ...lifecycleRoutes(engine),
    ...streamRoutes(engine),
    ...fileRoutes(engine),
    ...usageRoutes(engine),
    ...execRoutes(engine, new ExecRegistry()),
    ...archiveRoutes(engine),
    ...imageRoutes(engine),
    ...transferRoutes(engine),
    ...buildRoutes(engine),
    ...volumeRoutes(engine),
    ...networkRoutes(engine),
  };
}
