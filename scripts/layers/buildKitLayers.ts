import type { Layer } from "./layer.ts";
import { BUILDKIT, OCI } from "./places.ts";

/** Builds on BuildKit. */
export const BUILD_KIT_LAYERS: readonly Layer[] = [
  {
    folder: `${BUILDKIT}/settings`,
    may: ["contract"],
    packages: ["node:fs", "node:os", "node:path", "yaml", "zod"],
    instead: "Settings are read and checked here: what is done with them is not.",
  },
  {
    folder: `${BUILDKIT}/rawjson`,
    may: ["contract"],
    instead: "BuildKit's progress is read here: which step it is about is not known yet.",
  },
  {
    folder: `${BUILDKIT}/client`,
    may: [`${BUILDKIT}/settings`, "server/waiting"],
    instead: "The client starts processes: it knows no builds.",
  },
  {
    folder: `${BUILDKIT}/probe`,
    may: ["contract", `${BUILDKIT}/client`, `${BUILDKIT}/settings`],
    instead: "The probe asks what a builder is, whatever is built on it.",
  },
  {
    folder: `${BUILDKIT}/failures`,
    may: ["contract"],
    instead: "Words of BuildKit become problems, whoever heard them.",
  },
  {
    folder: `${BUILDKIT}/steps`,
    may: ["contract", "dockerfile", "server/builders", `${BUILDKIT}/rawjson`],
    instead: "Vertices are matched with the plan's steps: nothing is run here.",
  },
  {
    folder: `${BUILDKIT}/context`,
    may: ["contract", "server/contexts", ...OCI, `${BUILDKIT}/client`],
    instead: "Files and images of the store are handed to the client: what is built of them is not known.",
  },
  {
    folder: `${BUILDKIT}/image`,
    may: ["contract", "dockerfile", "server/builders", ...OCI, "server/oci/archive"],
    instead: "The image follows from the archive and the plan.",
  },
  {
    folder: `${BUILDKIT}/memory`,
    may: ["contract", "dockerfile", "server/builders", "server/contexts", ...OCI, `${BUILDKIT}/rawjson`],
    instead: "Memory is of what was built: it builds nothing, and asks no builder.",
  },
  {
    folder: `${BUILDKIT}/build`,
    may: ["contract", "dockerfile", "server/builders", "server/contexts", ...OCI, "server/oci/distribution", BUILDKIT],
    instead: "A build goes through the floors below it.",
  },
  {
    folder: BUILDKIT,
    isFlat: true,
    may: ["contract", "server/builders", "server/contexts", ...OCI, "server/oci/distribution", BUILDKIT],
    instead: "The builder is put together here: openServices.ts names the stores.",
  },
];
