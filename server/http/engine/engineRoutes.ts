import type { Engine } from "./base/engine.ts";
import type { Routes } from "./base/engineCall.ts";
import { containerRoutes } from "./containers/containerRoutes.ts";
import { ExecRegistry } from "./containers/execRegistry.ts";
import { execRoutes } from "./containers/execRoutes.ts";
import { fileRoutes } from "./containers/fileRoutes.ts";
import { lifecycleRoutes } from "./containers/lifecycleRoutes.ts";
import { networkRoutes } from "./containers/networkRoutes.ts";
import { streamRoutes } from "./containers/streamRoutes.ts";
import { usageRoutes } from "./containers/usageRoutes.ts";
import { volumeRoutes } from "./containers/volumeRoutes.ts";
import { archiveRoutes } from "./images/archiveRoutes.ts";
import { buildRoutes } from "./images/buildRoutes.ts";
import { imageRoutes } from "./images/imageRoutes.ts";
import { transferRoutes } from "./images/transferRoutes.ts";
import { diskUseRoutes } from "./system/diskUseRoutes.ts";
import { eventRoutes } from "./system/eventRoutes.ts";
import { systemRoutes } from "./system/systemRoutes.ts";

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
