import type { Layer } from "./layer.ts";
import { EGRESS, EXECUTOR, NETWORK, OCI, ROOTFS } from "./places.ts";

/** Where commands run, and on which files. */
export const SANDBOX_LAYERS: readonly Layer[] = [
  {
    folder: EGRESS,
    may: ["contract"],
    instead: "The policy judges addresses: it imports contract and Node only.",
  },
  { folder: NETWORK, may: [EGRESS], instead: "The network stack knows bytes and addresses only." },
  {
    folder: EXECUTOR,
    may: ["contract", "server/waiting", NETWORK],
    instead: "An executor runs a command over folders: it knows no layers, images, Dockerfiles or steps.",
  },
  {
    folder: ROOTFS,
    may: ["contract", ...OCI, EXECUTOR],
    instead: "Root file systems know layers and the sandbox that unpacks them.",
  },
];
