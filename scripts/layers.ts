/**
 * The one table of what may import what; arrows only go down. `npm run layers` writes the linter's zones
 * (biome.imports.json) and the table in docs/architecture.md from it, and a test walks every import, type-only ones too.
 * Tests, and what only they use, may import anything.
 */
export interface Layer {
  /** A folder; a file belongs to the longest one that it lies in. `x/*` is one layer for each folder in x. */
  readonly folder: string;
  /** Only the files right in the folder; folders below need rows of their own. */
  readonly isFlat?: true;
  /** Folders (with all below them), or single files. A layer may always import itself. */
  readonly may: readonly string[];
  /** Packages: all if absent. `node:*` stands for all of Node's. */
  readonly packages?: readonly string[];
  /** The right way for who may not: one sentence. */
  readonly instead: string;
}

const EMBEDDED = "server/builders/embedded";
const BUILDKIT = "server/builders/buildkit";
const PURE =
  "The language is pure and has floors: import from those below, and take what else you need as a parameter.";
const EGRESS = "server/sandbox/egress";
const EXECUTOR = "server/sandbox/executor";
const NETWORK = "server/sandbox/network";
const ROOTFS = "server/rootfs";
const CONTAINERS = "server/containers";
/** Images and what they are made of. */
const OCI = ["server/oci/store", "server/oci/tar"];

export const LAYERS: readonly Layer[] = [
  { folder: "contract", may: [], packages: ["zod"], instead: "contract imports zod and its own files, nothing else." },

  ...[
    { folder: "dockerfile/go", may: [] },
    { folder: "dockerfile/expansion", may: ["dockerfile/go"] },
    { folder: "dockerfile/syntax", may: ["dockerfile/expansion", "dockerfile/go"] },
    { folder: "dockerfile/ignore", may: ["dockerfile/go"] },
    { folder: "dockerfile/instructions", may: ["dockerfile/go", "dockerfile/syntax"] },
    {
      folder: "dockerfile/shell",
      may: ["dockerfile/instructions", "dockerfile/syntax"],
      packages: ["web-tree-sitter"],
    },
    {
      folder: "dockerfile/stages",
      may: [
        "dockerfile/expansion",
        "dockerfile/go",
        "dockerfile/ignore",
        "dockerfile/instructions",
        "dockerfile/syntax",
      ],
    },
    {
      folder: "dockerfile/steps",
      may: [
        "dockerfile/expansion",
        "dockerfile/go",
        "dockerfile/ignore",
        "dockerfile/instructions",
        "dockerfile/stages",
      ],
    },
    {
      folder: "dockerfile/plan",
      may: ["dockerfile/instructions", "dockerfile/stages", "dockerfile/steps", "dockerfile/syntax"],
    },
    {
      folder: "dockerfile/checks",
      may: [
        "dockerfile/expansion",
        "dockerfile/go",
        "dockerfile/ignore",
        "dockerfile/instructions",
        "dockerfile/shell",
        "dockerfile/stages",
        "dockerfile/syntax",
      ],
      packages: ["spdx-license-ids", "yaml"],
    },
    { folder: "dockerfile/services", may: ["dockerfile"] },
  ].map((floor): Layer => ({ packages: [], instead: PURE, ...floor, may: ["contract", ...floor.may] })),

  {
    folder: "lessons",
    may: ["contract", "dockerfile"],
    packages: [
      "hast",
      "hast-util-raw",
      "hast-util-sanitize",
      "mdast",
      "mdast-util-from-markdown",
      "mdast-util-gfm",
      "mdast-util-to-hast",
      "micromark-extension-gfm",
      "yaml",
      "zod",
    ],
    instead: "Lessons are pure: what is seen in builds, images, and containers is passed in as facts.",
  },

  {
    folder: EGRESS,
    may: ["contract"],
    instead: "The policy judges addresses: it imports contract and Node only.",
  },
  {
    folder: "server/threads",
    may: ["contract"],
    instead: "A thread carries questions and answers, whatever they are about.",
  },
  { folder: "server/waiting", may: [], instead: "Waiting is for anything: what is new is for others to know." },
  { folder: "server/oci/tar", may: ["contract"], instead: "A tar is headers and bytes: what is in it is for others." },
  {
    folder: "server/oci/store",
    may: ["contract", "server/oci/tar"],
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
    may: ["contract", ...OCI, "server/oci/distribution"],
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
    folder: "server/workspaces",
    may: ["contract", "server/contexts/contextPath.ts", ...OCI],
    instead: "workspaces imports images, contract and what a context's path is.",
  },
  {
    folder: "server/checks",
    may: ["contract", "dockerfile"],
    instead: "server/checks only loads what the checks in dockerfile/ need.",
  },
  {
    folder: "server/languageServer",
    may: ["contract", "dockerfile", "server/checks"],
    instead: "The language server is a thin layer over dockerfile and server/checks: it builds nothing.",
  },

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
  {
    folder: "server/builders/cache",
    may: ["contract", ...OCI],
    instead: "The cache knows keys and results only.",
  },
  {
    folder: "server/builders/files",
    may: [
      "contract",
      "dockerfile",
      "server/builders/cache",
      "server/builders/request",
      "server/contexts",
      ...OCI,
      ROOTFS,
    ],
    instead: "Trees of files to copy from: they know no steps, and nothing is fetched.",
  },
  {
    folder: "server/builders/inputs",
    may: ["contract", "dockerfile", "server/builders/cache", "server/builders/files", ...OCI],
    instead: "What a step depends on is one rule for every builder: nothing is run or fetched here.",
  },
  {
    folder: "server/builders/live",
    may: ["contract", "server/builders/cache", "server/builders/inputs"],
    instead: "What a live build may run is decided here: what runs it asks.",
  },
  {
    folder: "server/builders/forecast",
    may: ["contract", "dockerfile", "server/builders", "server/contexts", ...OCI, "server/oci/distribution"],
    instead: "A forecast looks and never runs: it has no executor and no registry.",
  },
  {
    folder: EMBEDDED,
    isFlat: true,
    may: [EXECUTOR, ROOTFS, "contract", "dockerfile", "server/builders", "server/contexts", ...OCI],
    instead: "The builder hands work to its process.",
  },
  { folder: NETWORK, may: [EGRESS], instead: "The network stack knows bytes and addresses only." },
  {
    folder: EXECUTOR,
    may: ["contract", NETWORK],
    instead: "An executor runs a command over folders: it knows no layers, images, Dockerfiles or steps.",
  },
  {
    folder: ROOTFS,
    may: ["contract", ...OCI, EXECUTOR],
    instead: "Root file systems know layers and the sandbox that unpacks them.",
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
    may: [`${BUILDKIT}/settings`],
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
    may: ["contract", EGRESS, EXECUTOR, NETWORK, ...OCI, "server/oci/inspect", ROOTFS, CONTAINERS],
    instead: "The runtime process runs what it is told: who may, and what is kept, the service knows.",
  },
  {
    folder: "server/containers/docker",
    may: ["contract", EXECUTOR, ...OCI, "server/oci/inspect", ROOTFS, CONTAINERS, "server/docker"],
    instead: "docker runs what it is told on an engine: who may, and what is kept, the service knows.",
  },
  {
    folder: "server/containers/service",
    may: ["contract", EXECUTOR, ...OCI, "server/oci/inspect", ROOTFS, CONTAINERS, "server/docker", "server/waiting"],
    instead: "The service keeps records and hands work to the runtime process.",
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
    may: ["contract", ...OCI, "server/contexts", "server/oci/inspect"],
    instead: "Shares keep what they are given, by content.",
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
    folder: "server/oci/archive",
    may: ["contract", ...OCI, "server/oci/distribution", "server/oci/distribution/protocol"],
    instead: "An archive is read like a registry's image: it knows nothing of HTTP and of who asks.",
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
        "server/oci/store/schemaVersion.ts",
      ],
    },
  ].map(
    (floor): Layer => ({
      instead: "Commands get services and terminal in their context: they know nothing of HTTP and of who wires them.",
      ...floor,
      may: ["contract", ...floor.may],
    }),
  ),
  {
    folder: "server/http",
    may: [
      "contract",
      "dockerfile",
      "lessons",
      "server/builds",
      "server/checks",
      "server/console/session",
      "server/containers",
      "server/contexts",
      "server/oci/distribution/protocol",
      "server/oci/distribution/server",
      ...OCI,
      "server/identity",
      "server/images",
      "server/lessons",
      "server/metrics",
      "server/oci/compare",
      "server/oci/inspect",
      "server/oci/packages",
      "server/rooms",
      "server/shares",
      "server/threads",
      "server/transfers",
      "server/workspaces",
    ],
    instead: "http hands work to the services: it never sees a concrete builder.",
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

  { folder: "src/lib", may: ["contract"], instead: "lib is dumb: pure helpers, named by topic." },
  {
    folder: "src/monaco",
    may: ["src/lib"],
    instead: "monaco loads and colors the editor library: features and ui say what it shows.",
  },
  { folder: "src/ui", may: ["src/lib", "src/monaco"], instead: "ui is dumb: props in, events out." },
  { folder: "src/api", may: ["contract"], instead: "api imports contract: it is the only place that asks the server." },
  {
    folder: "src/language",
    may: ["contract", "dockerfile", "src/lib"],
    instead: "language runs the language in its worker: it imports contract and dockerfile.",
  },
  {
    folder: "src/state",
    may: ["contract", "dockerfile", "lessons", "src/api", "src/language", "src/lib"],
    packages: ["zustand", "fflate", "fzstd", "yjs", "y-protocols", "lib0"],
    instead: "State is plain, with no React: it imports api, language, lib, and contract.",
  },
  {
    folder: "src/features/*",
    may: ["contract", "dockerfile", "lessons", "src/lib", "src/monaco", "src/state", "src/ui"],
    instead:
      "A feature talks to state/, and state/ to api/ and language/; features share through state/, ui/, or lib/, and App places panes.",
  },
  { folder: "src/layouts", may: ["src"], instead: "Layouts place panes." },
  {
    folder: "src/embed",
    may: ["contract", "src"],
    instead: "The page for frames places what it takes of features, and stays small: no editor, no language core.",
  },
  {
    folder: "src",
    isFlat: true,
    may: ["contract", "src"],
    instead: "The two wings meet only in contract/, dockerfile/, and lessons/.",
  },
];
