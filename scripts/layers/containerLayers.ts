import type { Layer } from "./layer.ts";
import { CONTAINERS, EGRESS, EXECUTOR, NETWORK, OCI, ROOTFS } from "./places.ts";

/** Containers, in sandboxes and on Docker engines. */
export const CONTAINER_LAYERS: readonly Layer[] = [
  {
    folder: "server/docker",
    may: ["contract"],
    instead: "docker finds and reaches engines: what is done with them, those who ask know.",
  },
  {
    folder: "server/containers",
    isFlat: true,
    may: ["contract", EXECUTOR, ...OCI, "server/oci/inspect", ROOTFS],
    instead: "Containers know images and sandboxes: what a Dockerfile's words mean is passed in.",
  },
  {
    folder: "server/containers/process",
    may: ["contract", EGRESS, EXECUTOR, NETWORK, ...OCI, "server/oci/inspect", ROOTFS, CONTAINERS, "server/waiting"],
    instead: "The runtime process runs what it is told: who may, and what is kept, the service knows.",
  },
  {
    folder: "server/containers/docker",
    may: ["contract", EXECUTOR, ...OCI, "server/oci/inspect", ROOTFS, CONTAINERS, "server/docker", "server/waiting"],
    instead: "docker runs what it is told on an engine: who may, and what is kept, the service knows.",
  },
  {
    folder: "server/containers/service",
    may: ["contract", EXECUTOR, ...OCI, "server/oci/inspect", ROOTFS, CONTAINERS, "server/docker", "server/waiting"],
    instead: "The service keeps records and hands work to the runtime process.",
  },
];
