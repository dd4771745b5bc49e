import type { Layer } from "./layer.ts";
import { EGRESS, OCI } from "./places.ts";

/** Images, and how they are read, sent, and compared. */
export const IMAGE_LAYERS: readonly Layer[] = [
  { folder: "server/waiting", may: [], instead: "Waiting is for anything: what for, others know." },
  {
    folder: "server/storage",
    may: ["contract"],
    instead: "Storage opens databases and knows full disks, whatever is kept there.",
  },
  { folder: "server/oci/tar", may: ["contract"], instead: "A tar is headers and bytes: what is in it is for others." },
  {
    folder: "server/oci/store",
    may: ["contract", "server/storage", "server/oci/tar"],
    instead: "Images know nothing of who uses them: pass what they need.",
  },
  {
    folder: "server/oci/distribution",
    isFlat: true,
    may: ["contract", ...OCI, "server/oci/distribution/protocol", EGRESS],
    instead: "The registry's client fetches into images and knows nothing of who asks.",
  },
  {
    folder: "server/oci/distribution/protocol",
    may: ["contract", "server/oci/store"],
    instead: "The protocol is what the registry and its client both speak: it asks and answers nothing.",
  },
  {
    folder: "server/oci/distribution/server",
    may: ["contract", ...OCI, "server/oci/distribution", "server/threads"],
    instead: "The registry keeps images and knows nothing of HTTP, builders, or who asks.",
  },
  { folder: "server/contexts", may: ["contract", ...OCI], instead: "contexts imports images and contract." },
  {
    folder: "server/oci/inspect",
    may: ["contract", "dockerfile/ignore", ...OCI],
    instead: "inspect is pure over images: it imports images, contract, and the patterns of .dockerignore.",
  },
  {
    folder: "server/oci/packages",
    may: ["contract", ...OCI, "server/oci/inspect"],
    instead: "Packages are read from the files of an image, whoever asks.",
  },
  {
    folder: "server/oci/compare",
    may: ["contract", ...OCI, "server/oci/inspect", "server/oci/packages"],
    instead: "A comparison is pure over two inspected images.",
  },
  {
    folder: "server/oci/archive",
    may: ["contract", ...OCI, "server/oci/distribution", "server/oci/distribution/protocol"],
    instead: "An archive is read like a registry's image: it knows nothing of HTTP and of who asks.",
  },
];
