/** For tests: the sockets of the Docker engines to test with, from STRATA_TEST_ENGINES. */
export function testSockets(): readonly string[] {
  return (process.env.STRATA_TEST_ENGINES ?? "").split(",").filter((socket) => socket !== "");
}

/** For tests: the client with buildx, and the sockets of two engines. The second has the containerd image store. */
export interface TestEngines {
  readonly docker: string;
  readonly plain: string;
  readonly containerd: string;
}

/** Undefined without two: then say it loudly. */
export function testEngines(): TestEngines | undefined {
  const [plain, containerd] = testSockets();
  if (plain === undefined || containerd === undefined) return undefined;
  return { docker: process.env.STRATA_TEST_DOCKER_CLI ?? "docker", plain, containerd };
}

/** The title of what is skipped without them. */
export const NO_TEST_ENGINES = "NOT TESTED HERE: no Docker engines (npm test starts them, or set STRATA_TEST_ENGINES)";
