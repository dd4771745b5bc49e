export const EMBEDDED = "server/builders/embedded";
export const BUILDKIT = "server/builders/buildkit";
export const EGRESS = "server/sandbox/egress";
export const EXECUTOR = "server/sandbox/executor";
export const NETWORK = "server/sandbox/network";
export const ROOTFS = "server/rootfs";
export const CONTAINERS = "server/containers";
/** Images, what they are made of, and how they are kept. */
export const OCI = ["server/storage", "server/oci/store", "server/oci/tar"];
