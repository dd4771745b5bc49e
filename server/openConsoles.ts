import type { ConsoleServices } from "./console/command/consoleServices.ts";
import { docker } from "./console/docker/docker.ts";
import { ConsoleSessions } from "./console/session/consoleSessions.ts";
import { openHistory } from "./console/session/historyStore.ts";
import type { SessionOptions } from "./console/session/sessionOptions.ts";

type ImageViews = ConsoleServices["imageViews"];

/** The consoles over the services, with the lines that were typed in `dataDir`. */
export function openConsoles(
  { imageReader, ...services }: Omit<ConsoleServices, "imageViews"> & { readonly imageReader: ImageViews },
  dataDir: string,
  onFailure: (error: unknown) => void,
  onCommand?: SessionOptions["onCommand"],
): ConsoleSessions {
  const programs = new Map([docker].map((program) => [program.name, program]));
  return new ConsoleSessions({
    services: { ...services, imageViews: imageReader },
    programs,
    history: openHistory(dataDir),
    onFailure,
    ...(onCommand && { onCommand }),
  });
}
