import type { Layer } from "./layer.ts";
import { OCI } from "./places.ts";

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
];
