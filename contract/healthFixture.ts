import type { BuilderDescription } from "./health.ts";

/** For tests: the embedded builder on a machine where everything works. */
export const EMBEDDED: BuilderDescription = {
  id: "embedded",
  kind: "embedded",
  available: true,
  platforms: ["linux/amd64"],
  run: true,
  network: "filtered",
};
