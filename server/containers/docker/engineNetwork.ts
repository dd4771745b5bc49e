import type { RuntimeSettings } from "../process/protocol.ts";
import type { EngineNetwork } from "./createOptions.ts";

/**
 * What containers on an engine can reach. An engine can't filter by address as the sandbox's network does: one person's own
 * containers may reach what their machine reaches; those of a class may reach nothing.
 */
export function engineNetwork(mode: RuntimeSettings["network"]["mode"], isShared: boolean): EngineNetwork {
  if (mode === "host") return "host";
  return mode === "none" || isShared ? "none" : "bridge";
}
