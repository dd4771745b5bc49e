import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import type { FinishedEvent } from "#contract/buildEvent.ts";
import { healthSchema } from "#contract/health.ts";
import { imageFieldsSchema } from "#contract/imageFields.ts";
import { routes } from "#contract/routes.ts";
import { serveRemoteBuildKit } from "#server/builders/buildkit/remoteBuildKit.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

const engines = testEngines();

describe("attestations of builds", () => {
  if (engines === undefined) return it.skip(NO_TEST_ENGINES);
  const dir = mkdtempSync(join(tmpdir(), "strata-attested-"));
  let server: ServerInProcess;
  let remote: Awaited<ReturnType<typeof serveRemoteBuildKit>>;
  beforeAll(async () => {
    remote = await serveRemoteBuildKit(engines.containerd);
    const builders = [
      { name: "engine", driver: "docker", endpoint: `unix://${engines.containerd}` },
      { name: "remote", driver: "remote", endpoint: remote.endpoint },
    ];
    const file = join(dir, "builders.yaml");
    writeFileSync(file, JSON.stringify({ builders }));
    server = await startInProcess({ env: { STRATA_BUILDERS: file, STRATA_DOCKER_CLI: engines.docker } });
  });
  afterAll(async () => {
    await server.stop();
    await remote.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function available(): Promise<string[]> {
    const { builders } = healthSchema.parse(await (await server.fetch(routes.health())).json());
    return builders.flatMap(({ id, available: isThere }) => (isThere ? [id] : []));
  }

  /** The end of a build on a builder that has answered. */
  async function built(request: BuildRequest & { readonly builder: string }): Promise<FinishedEvent> {
    await expect.poll(available, { timeout: 30_000 }).toContain(request.builder);
    return (await server.build(request)).finished;
  }

  const fieldsOf = async (image: string) =>
    imageFieldsSchema.parse(await (await server.fetch(routes.imageFields(image))).json());

  it.each(["engine", "remote"])("shows the provenance of a build on %s with its image", async (builder) => {
    const dockerfileText = `FROM scratch\nLABEL of=${builder}\nCOPY <<EOF /f\n${builder}\nEOF\n`;
    const attestations = { provenance: "max" } as const;
    const finished = await built({ builder, dockerfileText, attestations, tags: [`attested-${builder}`] });
    expect(finished.problem).toBeUndefined();
    const fields = await fieldsOf(finished.image?.id ?? "");
    expect(fields.attestations).toEqual([
      expect.objectContaining({ predicateType: expect.stringMatching(/^https:\/\/slsa\.dev\/provenance\//) }),
    ]);
    const statement = JSON.stringify(fields.attestations[0]?.json);
    expect(statement).toContain("buildkit");
    // With mode=max, the Dockerfile is part of it.
    expect(statement).toContain(Buffer.from(dockerfileText).toString("base64"));
    expect(JSON.stringify(fields.received?.index?.json)).toContain("attestation-manifest");
  });

  it("shows none of a build that asked for none", async () => {
    const dockerfileText = "FROM scratch\nLABEL of=nothing\nCOPY <<EOF /f\nplain\nEOF\n";
    const finished = await built({ builder: "engine", dockerfileText });
    expect(finished.problem).toBeUndefined();
    expect((await fieldsOf(finished.image?.id ?? "")).attestations).toEqual([]);
  });
});
