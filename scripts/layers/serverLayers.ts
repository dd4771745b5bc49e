import type { Layer } from "./layer.ts";
import { OCI } from "./places.ts";

/** The services of the server, and what puts them together. */
export const SERVER_LAYERS: readonly Layer[] = [
  {
    folder: "server/threads",
    may: ["contract"],
    instead: "A thread carries questions and answers, whatever they are about.",
  },
  {
    folder: "server/workspaces",
    may: ["contract", "server/contexts/contextPath.ts", ...OCI],
    instead: "workspaces imports images, contract and what a context's path is.",
  },
  {
    folder: "server/checks",
    isFlat: true,
    may: ["contract", "dockerfile"],
    instead: "server/checks only loads what the checks in dockerfile/ need.",
  },
  {
    folder: "server/checks/service",
    may: ["contract", "dockerfile", "server/checks", "server/contexts", ...OCI, "server/threads"],
    instead: "The service runs the checks on a thread of its own: who asks passes the text.",
  },
  {
    folder: "server/languageServer",
    may: ["contract", "dockerfile", "server/checks"],
    instead: "The language server is a thin layer over dockerfile and server/checks: it builds nothing.",
  },
  {
    folder: "server/builds",
    may: ["contract", "server/builders/builder.ts", "server/waiting", ...OCI],
    instead: "builds knows the builder interface only: openServices.ts wires the concrete one.",
  },
  {
    folder: "server/metrics",
    may: ["contract", "server/builds"],
    instead: "Metrics read builds, and are passed all other numbers.",
  },
  {
    folder: "server/tracing",
    may: ["contract", "server/builds"],
    packages: [
      "@opentelemetry/api",
      "@opentelemetry/exporter-trace-otlp-http",
      "@opentelemetry/resources",
      "@opentelemetry/sdk-trace-base",
    ],
    instead: "tracing listens to builds, and nothing knows of it but startServer.ts.",
  },
  {
    folder: "server/identity",
    may: ["contract"],
    instead: "Identity says who asks, and knows nothing of what is asked.",
  },
  {
    folder: "server/rooms",
    may: ["contract", ...OCI, "server/identity", "server/waiting"],
    instead:
      "Rooms know members and what is told of them: who builds and checks tells it (openServices.ts wires that).",
  },
  {
    folder: "server/shares",
    isFlat: true,
    may: ["contract", ...OCI, "server/contexts", "server/oci/inspect"],
    instead: "Shares keep what they are given, by content.",
  },
  {
    folder: "server/bodies",
    may: ["contract", "server/contexts", ...OCI, "server/shares", "server/threads", "server/workspaces"],
    instead: "bodies parses and stores what is large on a thread of its own: it knows nothing of HTTP.",
  },
  {
    folder: "server/inspection",
    may: [
      "contract",
      ...OCI,
      "server/oci/compare",
      "server/oci/distribution/protocol",
      "server/oci/inspect",
      "server/oci/packages",
      "server/shares",
      "server/threads",
    ],
    instead: "inspection reads images on a thread of its own, and answers views of them: it knows nothing of HTTP.",
  },
  {
    folder: "server/shells",
    may: [
      "contract",
      "dockerfile/plan",
      "server/builds",
      "server/containers/containers.ts",
      "server/images",
      "server/inspection",
      ...OCI,
      "server/oci/inspect",
    ],
    instead: "shells opens a shell at a step or a layer, and knows nothing of HTTP.",
  },
  {
    folder: "server/shares/gather",
    may: ["contract", "server/bodies", "server/builds", "server/inspection", ...OCI, "server/shares"],
    instead: "What is shared is gathered here from the services: the store only keeps it.",
  },
  {
    folder: "server/rooms/home",
    may: ["contract", "server/bodies", "server/builds", "server/inspection", ...OCI, "server/workspaces"],
    instead: "What a learner takes home is gathered from the services: it knows nothing of rooms.",
  },
  {
    folder: "server/lessons",
    may: [
      "contract",
      "dockerfile",
      "lessons",
      "server/builders/builder.ts",
      "server/builds",
      "server/containers",
      "server/contexts",
      "server/images",
      ...OCI,
      "server/oci/inspect",
      "server/threads",
      "server/waiting",
      "server/workspaces",
    ],
    instead: "server/lessons gathers facts from the services; the judging is in lessons/.",
  },
  {
    folder: "server/images",
    may: ["contract", "dockerfile/ignore", ...OCI, "server/containers/containers.ts", "server/oci/inspect"],
    instead:
      "images holds the rules of Docker about images and who uses them; it asks the services, and is asked by all.",
  },
  {
    folder: "server/transfers",
    may: [
      "contract",
      "server/docker",
      ...OCI,
      "server/oci/archive",
      "server/oci/distribution",
      "server/oci/distribution/protocol",
      "server/oci/distribution/server",
      "server/threads",
    ],
    instead: "transfers moves images between registries, archives, and the store: who asks passes the owner.",
  },
  {
    folder: "server/acceptance",
    may: ["contract", "lessons", "server"],
    instead: "Acceptance tests drive the server through its API.",
  },
  {
    folder: "server/acceptance/imageChecker",
    may: [],
    packages: ["node:crypto", "node:zlib"],
    instead: "The checker of images reads them on its own: it shares no code with what it checks.",
  },
  {
    folder: "server",
    isFlat: true,
    may: ["contract", "dockerfile", "lessons", "server"],
    instead: "The two wings meet only in contract/, dockerfile/, and lessons/.",
  },
];
