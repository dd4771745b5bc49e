/** For tests: the sockets of the Docker engines to test with, from STRATA_TEST_ENGINES. */
export function testEngines(): readonly string[] {
  return (process.env.STRATA_TEST_ENGINES ?? "").split(",").filter((socket) => socket !== "");
}

/** The title of what is skipped without them. */
export const NO_TEST_ENGINES = "NOT TESTED HERE: no Docker engine (set STRATA_TEST_ENGINES=/path/of/a.sock)";
