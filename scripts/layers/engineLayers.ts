import type { Layer } from "./layer.ts";
import { OCI } from "./places.ts";

const BASE = "server/http/engine/base";
const CONTAINERS = "server/http/engine/containers";
const IMAGES = "server/http/engine/images";

/** The Docker Engine API: a base, its areas, and what counts all of them. */
export const ENGINE_LAYERS: readonly Layer[] = [
  {
    folder: BASE,
    may: [
      "contract",
      "server/containers/containers.ts",
      "server/http/base",
      "server/transfers/transfers.ts",
      "server/workspaces",
    ],
    instead: "The base is what every route of the engine uses: calls, answers, streams, filters, and errors.",
  },
  {
    folder: CONTAINERS,
    may: ["contract", BASE, "server/containers", "server/images", ...OCI],
    instead: "Containers, their volumes, and their networks, as Docker's clients see them: images are another area.",
  },
  {
    folder: IMAGES,
    may: ["contract", "dockerfile/plan", BASE, "server/images", ...OCI, "server/transfers"],
    instead: "Images, builds, and transfers, as Docker's clients see them: containers are another area.",
  },
  {
    folder: "server/http/engine/system",
    may: ["contract", BASE, CONTAINERS, IMAGES, "server/images", ...OCI, "server/oci/inspect"],
    instead: "What is about the engine as a whole counts containers and images: they know nothing of it.",
  },
  {
    folder: "server/http/engine",
    isFlat: true,
    may: ["contract", "server/http/base", "server/http/engine"],
    instead: "The engine's own files listen on the socket and find the route of a call.",
  },
];
