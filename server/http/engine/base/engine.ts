import type { Containers } from "#server/containers/containers.ts";
import type { Transfers } from "#server/transfers/transfers.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import type { Services } from "../../base/services.ts";
import type { EngineEvents } from "./engineEvents.ts";

/** Whose containers and images the socket shows: only the operator can open it. */
export const OPERATOR = DEFAULT_OWNER;

/** What the Docker Engine API is an adapter over. */
export interface Engine
  extends Pick<
    Services,
    "version" | "builds" | "workspaces" | "images" | "blobs" | "bodies" | "imageReader" | "uploads"
  > {
  readonly containers: Containers;
  readonly transfers: Transfers;
  readonly events: EngineEvents;
}
