import type { Layer } from "./layer.ts";
import { OCI } from "./places.ts";

/** The console and its commands. */
export const CONSOLE_LAYERS: readonly Layer[] = [
  ...[
    {
      folder: "server/console/command",
      may: [
        "server/builds",
        "server/containers/containers.ts",
        "server/contexts",
        ...OCI,
        "server/images",
        "server/transfers",
        "server/workspaces",
      ],
    },
    { folder: "server/console/text", may: ["server/console/command"] },
    { folder: "server/console/template", may: ["dockerfile/go"] },
    { folder: "server/console/shell", may: ["server/console/command", "server/console/text"] },
    { folder: "server/console/files", may: ["server/console/command", "server/workspaces"] },
    {
      folder: "server/console/words",
      may: ["server/console/command", "server/console/files", "server/console/shell", "server/console/text"],
    },
    {
      folder: "server/console/docker",
      may: [
        "dockerfile/go",
        "dockerfile/ignore",
        "dockerfile/plan",
        "server/containers",
        "server/images",
        ...OCI,
        "server/oci/inspect",
        "server/transfers",
        "server/waiting",
        "server/console/command",
        "server/console/template",
        "server/console/text",
      ],
    },
    {
      folder: "server/console/session",
      may: [
        "server/console/command",
        "server/console/files",
        "server/console/shell",
        "server/console/text",
        "server/console/words",
        "server/storage",
      ],
    },
  ].map(
    (floor): Layer => ({
      instead: "Commands get services and terminal in their context: they know nothing of HTTP and of who wires them.",
      ...floor,
      may: ["contract", ...floor.may],
    }),
  ),
];
