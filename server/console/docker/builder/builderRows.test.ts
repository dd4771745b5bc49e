import { expect, it } from "vitest";
import type { BuilderDescription } from "#contract/health.ts";
import { EMBEDDED } from "#contract/healthFixture.ts";
import { builderTable } from "./builderRows.ts";

const FLEET: BuilderDescription = {
  ...EMBEDDED,
  id: "fleet",
  kind: "buildkit",
  driver: "kubernetes",
  nodes: [
    { name: "fleet0", available: true, version: "v0.25.1", platforms: ["linux/amd64", "linux/arm64"] },
    { name: "fleet1", available: false, platforms: [] },
  ],
};

it("lists each builder with its nodes, as buildx does", () => {
  expect(
    builderTable([EMBEDDED, FLEET], "auto")
      .split("\n")
      .map((line) => line.trimEnd()),
  ).toEqual([
    "NAME/NODE      DRIVER/ENDPOINT   STATUS    BUILDKIT   PLATFORMS",
    "embedded*      embedded",
    " \\_ embedded    \\_ embedded      running              linux/amd64",
    "fleet          kubernetes",
    " \\_ fleet0      \\_ kubernetes    running   v0.25.1    linux/amd64, linux/arm64",
    " \\_ fleet1      \\_ kubernetes    error",
    "",
  ]);
});

it("says of a builder that is set aside that it is", () => {
  const [, , , , , node] = builderTable([EMBEDDED, { ...FLEET, setAside: true, available: false }], "fleet").split(
    "\n",
  );
  expect(node).toContain("set aside");
});
