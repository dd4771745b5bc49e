import type { Layer } from "./layer.ts";
import { EGRESS, EMBEDDED, EXECUTOR, NETWORK, OCI, ROOTFS } from "./places.ts";

/** The embedded builder: its floors, and the process around them. */
export const EMBEDDED_LAYERS: readonly Layer[] = [
  {
    folder: EMBEDDED,
    isFlat: true,
    may: [EXECUTOR, ROOTFS, "contract", "dockerfile", "server/builders", "server/contexts", ...OCI],
    instead: "The builder hands work to its process.",
  },
  {
    folder: `${EMBEDDED}/layer`,
    may: [ROOTFS, "contract", ...OCI, EXECUTOR, "server/builders/files"],
    instead: "A layer is made of entries and bytes: who makes it passes them.",
  },
  {
    folder: `${EMBEDDED}/limits`,
    may: ["contract", ...OCI, EXECUTOR],
    instead: "Limits count; they know nothing of what is built.",
  },
  {
    folder: `${EMBEDDED}/image`,
    may: ["contract", "dockerfile"],
    instead: "The finished image follows from the plan and the layers.",
  },
  {
    folder: `${EMBEDDED}/sources`,
    may: ["contract", ...OCI, EGRESS, ROOTFS],
    instead: "A source is downloaded here: which step takes it is not known.",
  },
  {
    folder: `${EMBEDDED}/session`,
    may: ["contract", "dockerfile", "server/builders", "server/contexts", ...OCI, `${EMBEDDED}/sources`],
    instead: "The session is what steps share: what does them stands above it.",
  },
  {
    folder: `${EMBEDDED}/operations`,
    may: [
      "contract",
      "dockerfile",
      "server/builders/files",
      "server/builders/inputs",
      "server/contexts",
      ...OCI,
      EGRESS,
      EXECUTOR,
      `${EMBEDDED}/layer`,
      `${EMBEDDED}/limits`,
      NETWORK,
      `${EMBEDDED}/session`,
      `${EMBEDDED}/sources`,
      ROOTFS,
    ],
    instead: "An operation does one step with what its task and session hand it.",
  },
  {
    folder: `${EMBEDDED}/engine`,
    may: [
      "contract",
      "dockerfile",
      "server/builders",
      "server/contexts",
      ...OCI,
      "server/oci/distribution",
      EXECUTOR,
      `${EMBEDDED}/image`,
      `${EMBEDDED}/layer`,
      `${EMBEDDED}/operations`,
      `${EMBEDDED}/session`,
      `${EMBEDDED}/sources`,
    ],
    instead: "The engine runs a plan; who starts it wires it (process/).",
  },
  {
    folder: `${EMBEDDED}/planning`,
    may: ["contract", "dockerfile", "server/builders", "server/contexts", ...OCI, `${EMBEDDED}/engine`],
    instead: "Planning looks and never runs: it has no executor and no registry.",
  },
  {
    folder: `${EMBEDDED}/sweep`,
    may: ["contract", "server/builders", "server/contexts", ...OCI, EXECUTOR, ROOTFS],
    instead: "The sweep asks the stores what they hold; it builds nothing.",
  },
  {
    folder: `${EMBEDDED}/process`,
    may: [
      EXECUTOR,
      NETWORK,
      ROOTFS,
      "contract",
      "server/builders",
      "server/contexts",
      ...OCI,
      "server/oci/distribution",
      EGRESS,
      EMBEDDED,
    ],
    instead: "process/ wires the builder and knows nothing of who asks for builds.",
  },
];
