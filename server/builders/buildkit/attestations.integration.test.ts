import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { keptStatements } from "#server/inspection/keptStatements.ts";
import { tarOfMembers } from "#server/oci/archive/archiveFixture.ts";
import { startRegistry, type TestRegistry } from "#server/oci/distribution/registryFixture.ts";
import type { OpenedBuildKit } from "./buildKitFixture.ts";
import { openBuildKit } from "./buildKitFixture.ts";
import { serveRemoteBuildKit } from "./remoteBuildKit.ts";
import type { NamedBuilder } from "./settings/builderSettings.ts";

const engines = testEngines();
const SPDX = "https://spdx.dev/Document";
/** What BuildKit asks of a scanner: a statement for what it mounts, in the folder that it names. */
const SCAN = `#!/bin/sh
found=$(cat "$BUILDKIT_SCAN_SOURCE/made")
cat >"$BUILDKIT_SCAN_DESTINATION/sbom.spdx.json" <<EOF
{"_type": "https://in-toto.io/Statement/v0.1", "predicateType": "${SPDX}",
 "predicate": {"spdxVersion": "SPDX-2.3", "name": "scanned", "packages": [{"SPDXID": "SPDXRef-made", "name": "$found"}]}}
EOF
`;

describe.each(["an engine with the containerd image store", "a remote BuildKit"])("statements of %s", (what) => {
  if (engines === undefined) return it.skip(NO_TEST_ENGINES);
  let registry: TestRegistry;
  let named: Pick<NamedBuilder, "driver" | "endpoint">;
  const ends: (() => unknown)[] = [];

  beforeAll(async () => {
    registry = await startRegistry((stop) => ends.push(stop));
    named = { driver: "docker", endpoint: `unix://${engines.containerd}` };
    if (what !== "a remote BuildKit") return;
    const remote = await serveRemoteBuildKit(engines.containerd);
    ends.push(() => remote.close());
    named = { driver: "remote", endpoint: remote.endpoint };
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  const open = (sbomScanner?: string) =>
    openBuildKit(engines.docker, { ...named, ...(sbomScanner !== undefined && { sbomScanner }) });

  async function build({ builder, images }: OpenedBuildKit) {
    const dockerfileText = "FROM busybox\nRUN echo tools >/made\n";
    const request = { dockerfileText, attestations: { provenance: "max" as const, sbom: true } };
    const job = { id: "b", workspace: "w", request };
    const finished = await builder.build(job, () => undefined, new AbortController().signal);
    const kept = finished.image && images.require("w", finished.image.id).documents;
    return { finished, statements: kept === undefined ? [] : keptStatements(images.blobs, kept) };
  }

  it("are kept with the image: how it was made, and what a scanner of the operator found in it", async () => {
    const opened = open(`${registry.host}/scanner:1`);
    try {
      const busybox = opened.images.pulled("docker.io/library/busybox:latest", "linux/amd64");
      const layers = (busybox?.layers ?? []).map(({ diffId }) => readFileSync(opened.images.blobs.path(diffId)));
      const config = { config: { Entrypoint: ["/bin/sh", "/scan"] } };
      registry.putImage("scanner:1", {
        layers: [...layers, tarOfMembers(["scan", SCAN])],
        compression: "plain",
        config,
      });
      const { finished, statements } = await build(opened);
      expect(finished.problem).toBeUndefined();
      const types = statements.map(({ predicateType }) => predicateType).sort();
      expect(types).toEqual([expect.stringContaining("slsa.dev/provenance"), SPDX]);
      const text = (type: string) => statements.find(({ predicateType }) => predicateType.includes(type))?.text ?? "";
      expect(JSON.parse(text(SPDX)).predicate.packages).toMatchObject([{ name: "tools" }]);
      expect(text("slsa")).toContain("echo tools");
    } finally {
      await opened.close();
    }
  });

  it("are refused with what to do if the scanner can't be had", async () => {
    for (const scanner of [undefined, `${registry.host}/nothing:1`]) {
      const opened = open(scanner);
      try {
        expect((await build(opened)).finished.problem).toMatchObject({
          code: "build/unsupported",
          detail: `The builder tested can't get the image that makes SBOMs (${scanner ?? "docker/buildkit-syft-scanner"}).`,
          next: expect.stringContaining("sbomScanner"),
        });
      } finally {
        await opened.close();
      }
    }
  });
});
