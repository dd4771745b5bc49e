import type { Lack, LackCode } from "./builderChoice.ts";
import { type Problem, type ProblemCode, problem } from "./problem.ts";

interface Words {
  readonly code: ProblemCode;
  readonly detail: (value: string) => string;
  /** What to change, to build without it. */
  readonly without: string;
}

const named = (value: string) => (value === "" ? "" : ` ${value}`);

const WORDS: Readonly<Record<LackCode, Words>> = {
  syntax: {
    code: "build/unsupported",
    detail: (value) => `The Dockerfile needs the frontend${named(value)}, which only BuildKit can run.`,
    without: "Remove the # syntax line",
  },
  platforms: {
    code: "build/platform",
    detail: (value) => `Only BuildKit can build one image for several platforms${value === "" ? "" : ` (${value})`}.`,
    without: "Choose one platform",
  },
  platform: {
    code: "build/platform",
    detail: (value) => `RUN can't be executed for${named(value) || " this platform"} here.`,
    without: "Choose another platform",
  },
  cache: {
    code: "build/unsupported",
    detail: (value) => `Only BuildKit can share its cache${value === "" ? "" : ` with ${value}`}.`,
    without: "Build without cache-from and cache-to",
  },
  attestations: {
    code: "build/unsupported",
    detail: () => "Only BuildKit can attach provenance and an SBOM to an image.",
    without: "Build without attestations",
  },
  run: {
    code: "build/no-executor",
    detail: () => "RUN can't be executed on this machine.",
    without: "Use a Linux machine that allows user namespaces",
  },
  "image-platform": {
    code: "build/platform",
    detail: (value) => `The builder does not build for${named(value) || " this platform"}.`,
    without: "Choose another platform",
  },
  "host-network": {
    code: "build/unsupported",
    detail: () => "network.host is not allowed",
    without: "Leave out the network",
  },
  live: { code: "builder/unavailable", detail: () => "This builder can't build live.", without: "Turn Live off" },
};

/** A build needs what its builder does not have. `hasBuildKit`: the server has another one that may, if that is known. */
export function lackProblem({ code, value = "", range }: Lack, hasBuildKit?: boolean): Problem {
  const { code: problemCode, detail, without } = WORDS[code];
  const other =
    hasBuildKit === false ? "add a BuildKit builder, as docs/operating.md says" : 'choose the builder "auto"';
  return problem(problemCode, detail(value), { next: `${without}, or ${other}.`, ...(range && { range }) });
}
