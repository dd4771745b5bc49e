/** CI asks for the long form of the tests that have one: all cases of a sweep, more rounds, larger files. */
export const LONG = process.env.STRATA_TEST_LONG === "1";
