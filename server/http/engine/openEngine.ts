import type { Engine } from "./base/engine.ts";
import { EngineEvents } from "./base/engineEvents.ts";
import { engineRoutes } from "./engineRoutes.ts";
import { createEngineServer } from "./engineServer.ts";
import { listenInFolder, removeSocket } from "./engineSocket.ts";

export interface OpenEngine {
  /** Why it does not listen, as a sentence for the operator. */
  readonly notice?: string;
  close(): Promise<void>;
}

/** The Docker Engine API on a socket in the data folder. */
export async function openEngine(
  services: Omit<Engine, "events">,
  { dataDir, onFailure }: { readonly dataDir: string; readonly onFailure: (error: unknown) => void },
): Promise<OpenEngine> {
  const events = new EngineEvents(services.containers);
  const routes = engineRoutes({ ...services, events });
  const engine = createEngineServer({ routes, version: services.version, onFailure });
  const notice = await listenInFolder(engine.server, dataDir);
  const close = async () => {
    await engine.close();
    events.close();
    if (notice === undefined) removeSocket(dataDir);
  };
  return { ...(notice !== undefined && { notice }), close };
}
