/** The engines that tests may use, which `scripts/testEngines.mjs` starts: the second has the containerd image store. */
export interface TestEngines {
  readonly docker: string;
  readonly plain: string;
  readonly containerd: string;
}

/** Undefined if there are none: then say it loudly. */
export function testEngines(): TestEngines | undefined {
  const [plain, containerd] = (process.env.STRATA_TEST_ENGINES ?? "").split(",").filter((socket) => socket !== "");
  if (plain === undefined || containerd === undefined) return undefined;
  return { docker: process.env.STRATA_TEST_DOCKER_CLI ?? "docker", plain, containerd };
}

export const NO_ENGINES = "NO DOCKER ENGINE TO TEST WITH: run scripts/testEngines.mjs, or set STRATA_TEST_ENGINES";
