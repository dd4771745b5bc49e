import { ENGINE_LAYERS } from "./engineLayers.ts";
import type { Layer } from "./layer.ts";
import { OCI } from "./places.ts";

const BASE = "server/http/base";
const ACCESS = "server/http/access";

/** HTTP over the services: a base, who may ask, and above them a folder for each area. No area imports another. */
export const HTTP_LAYERS: readonly Layer[] = [
  {
    folder: BASE,
    may: [
      "contract",
      "server/bodies",
      "server/builds",
      "server/checks/service",
      "server/console/session",
      "server/containers",
      "server/contexts",
      "server/identity",
      "server/inspection",
      "server/lessons",
      "server/metrics",
      ...OCI,
      "server/oci/distribution/protocol",
      "server/oci/distribution/server",
      "server/rooms",
      "server/shares",
      "server/transfers",
      "server/workspaces",
    ],
    instead: "The base is what every route uses: it knows the services by their types, and no area.",
  },
  {
    folder: ACCESS,
    may: ["contract", BASE, "server/identity", "server/workspaces"],
    instead: "Access says who asks and what is open to them, whatever the area.",
  },
  ...[
    { folder: "server/http/pages", may: [] },
    { folder: "server/http/system", may: ["server/images", "server/metrics"] },
    { folder: "server/http/dockerfiles", may: ["server/checks/service", ...OCI, "server/workspaces"] },
    {
      folder: "server/http/builds",
      may: ["server/builds", ...OCI, "server/shells", "server/workspaces"],
    },
    { folder: "server/http/images", may: ["server/images", "server/inspection", ...OCI, "server/oci/inspect"] },
    { folder: "server/http/transfers", may: ["dockerfile", "server/inspection", ...OCI] },
    { folder: "server/http/containers", may: ["server/containers"] },
    { folder: "server/http/console", may: ["server/console/session"] },
    { folder: "server/http/workspaces", may: ["server/bodies"] },
    {
      folder: "server/http/rooms",
      may: ["server/identity", "server/rooms", "server/rooms/home", "server/workspaces"],
    },
    { folder: "server/http/lessons", may: ["lessons", "server/workspaces"] },
    { folder: "server/http/shares", may: ["server/shares", "server/shares/gather"] },
    {
      folder: "server/http/registry",
      may: [...OCI, "server/oci/distribution/protocol", "server/oci/distribution/server"],
    },
  ].map(
    (area): Layer => ({
      instead:
        "An area hands work to its services and knows no other area: what two share lies in the base or in a service.",
      ...area,
      may: ["contract", ACCESS, BASE, ...area.may],
    }),
  ),
  ...ENGINE_LAYERS,
  {
    folder: "server/http",
    isFlat: true,
    may: ["contract", "server/bodies", "server/http", "server/oci/distribution/protocol"],
    instead: "app.ts puts the areas together: it does nothing else.",
  },
];
