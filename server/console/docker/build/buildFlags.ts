import { refused } from "../faults/refused.ts";

const ENGINE = "is not available: builds here run with the server's limits and network.";
const OUTPUT = "is not available: the image is kept here; save it with docker save, or push it with docker push.";
const LEGACY = { kind: "ignored", takesValue: false, hidden: true, description: "" } as const;

export const buildFlags = {
  "add-host": refused("add-host", true, ENGINE),
  allow: refused("allow", true, ENGINE),
  annotation: { kind: "list", valueName: "stringArray", description: "Add annotation to the image" },
  attest: {
    kind: "list",
    valueName: "stringArray",
    description: 'Attestation parameters (format: "type=sbom,generator=image")',
  },
  "build-arg": { kind: "list", valueName: "stringArray", description: "Set build-time variables" },
  "build-context": {
    kind: "list",
    valueName: "stringArray",
    description: "Additional build contexts (e.g., name=path)",
  },
  builder: { kind: "string", description: "Override the configured builder instance" },
  "cache-from": {
    kind: "list",
    valueName: "stringArray",
    description: 'External cache sources (e.g., "user/app:cache", "type=local,src=path/to/dir")',
  },
  "cache-to": {
    kind: "list",
    valueName: "stringArray",
    description: 'Cache export destinations (e.g., "user/app:cache", "type=local,dest=path/to/dir")',
  },
  call: refused("call", true, "is not available: the editor shows the findings of all checks."),
  "cgroup-parent": refused("cgroup-parent", true, ENGINE),
  check: refused("check", false, "is not available: the editor shows the findings of all checks."),
  compress: LEGACY,
  debug: { kind: "ignored", short: "D", takesValue: false, description: "Enable debug logging" },
  file: {
    kind: "string",
    short: "f",
    description: 'Name of the Dockerfile (default: "PATH/Dockerfile")',
    completes: "file",
  },
  "force-rm": LEGACY,
  iidfile: { kind: "string", description: "Write the image ID to a file", completes: "file" },
  label: { kind: "list", valueName: "stringArray", description: "Set metadata for an image" },
  load: { kind: "ignored", takesValue: false, description: 'Shorthand for "--output=type=docker"' },
  "metadata-file": refused("metadata-file", true, "is not available: see docker inspect."),
  network: {
    kind: "string",
    default: "default",
    description: 'Set the networking mode for the "RUN" instructions during build',
    completes: ["default", "none", "host"],
  },
  "no-cache": { kind: "boolean", description: "Do not use cache when building the image" },
  "no-cache-filter": { kind: "list", valueName: "stringArray", description: "Do not cache specified stages" },
  output: refused("output", true, OUTPUT, "o"),
  platform: { kind: "list", valueName: "stringArray", description: "Set target platform for build" },
  progress: {
    kind: "string",
    default: "auto",
    description:
      'Set type of progress output ("auto", "none",  "plain", "quiet", "rawjson", "tty"). Use plain to show container output',
    completes: ["auto", "none", "plain", "quiet", "tty"],
  },
  provenance: { kind: "string", description: 'Shorthand for "--attest=type=provenance"' },
  pull: refused(
    "pull",
    false,
    "is not available: pull a newer base image with docker pull, and build with --no-cache.",
  ),
  push: refused("push", false, "is not available: push it afterwards with docker push."),
  quiet: { kind: "boolean", short: "q", description: "Suppress the build output and print image ID on success" },
  rm: LEGACY,
  sbom: { kind: "string", description: 'Shorthand for "--attest=type=sbom"' },
  secret: {
    kind: "list",
    valueName: "stringArray",
    description: 'Secret to expose to the build (format: "id=mysecret[,src=/local/secret]")',
  },
  "shm-size": refused("shm-size", true, ENGINE),
  ssh: refused("ssh", true, "is not available: no agent of the machine is given to builds."),
  tag: {
    kind: "list",
    short: "t",
    valueName: "stringArray",
    description: 'Name and optionally a tag (format: "name:tag")',
    completes: "image",
  },
  target: { kind: "string", description: "Set the target build stage to build" },
  ulimit: refused("ulimit", true, ENGINE),
} as const;
