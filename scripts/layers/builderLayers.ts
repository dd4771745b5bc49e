import type { Layer } from "./layer.ts";
import { OCI, ROOTFS } from "./places.ts";

/** What all builders share. */
export const BUILDER_LAYERS: readonly Layer[] = [
  {
    folder: "server/builders",
    isFlat: true,
    may: ["contract"],
    instead: "The builder interface is made of contract's words.",
  },
  {
    folder: "server/builders/request",
    may: ["contract", "dockerfile", "server/builders/builder.ts", "server/contexts", ...OCI],
    instead: "What a request says is read in one way for every builder: nothing is built here.",
  },
  {
    folder: "server/builders/bases",
    may: ["contract", "dockerfile", ...OCI, "server/oci/distribution"],
    instead: "Which image a FROM means is one rule for every builder: it is looked up, not fetched.",
  },
  {
    folder: "server/builders/events",
    may: ["contract", "dockerfile", "server/builders/builder.ts", "server/oci/store"],
    instead: "Events are made of what a builder hands in: they know nothing of how it builds.",
  },
  {
    folder: "server/builders/cache",
    may: ["contract", ...OCI],
    instead: "The cache knows keys and results only.",
  },
  {
    folder: "server/builders/files",
    may: [
      "contract",
      "dockerfile",
      "server/builders/cache",
      "server/builders/request",
      "server/contexts",
      ...OCI,
      ROOTFS,
    ],
    instead: "Trees of files to copy from: they know no steps, and nothing is fetched.",
  },
  {
    folder: "server/builders/inputs",
    may: ["contract", "dockerfile", "server/builders/cache", "server/builders/files", ...OCI],
    instead: "What a step depends on is one rule for every builder: nothing is run or fetched here.",
  },
  {
    folder: "server/builders/live",
    may: ["contract", "server/builders/cache", "server/builders/inputs"],
    instead: "What a live build may run is decided here: what runs it asks.",
  },
  {
    folder: "server/builders/forecast",
    may: ["contract", "dockerfile", "server/builders", "server/contexts", ...OCI, "server/oci/distribution"],
    instead: "A forecast looks and never runs: it has no executor and no registry.",
  },
];
