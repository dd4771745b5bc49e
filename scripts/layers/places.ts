export const EMBEDDED = "server/builders/embedded";
export const BUILDKIT = "server/builders/buildkit";
export const EGRESS = "server/sandbox/egress";
export const EXECUTOR = "server/sandbox/executor";
export const NETWORK = "server/sandbox/network";
export const ROOTFS = "server/rootfs";
export const CONTAINERS = "server/containers";
/** Images and what they are made of. */
export const OCI = ["server/oci/store", "server/oci/tar"];
