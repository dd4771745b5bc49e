import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createEmbeddedBuilder } from "../embeddedBuilder.ts";

const LIMITS = { memoryBytes: 300e6, processes: 64, diskBytes: 30e6, outputBytes: 1e6, cpus: 2, seconds: 60 };

/** Each RUN gets every variable: the work grows with the square of the length. */
function slowDockerfile(): string {
  const variables = Array.from({ length: 8000 }, (_, index) => `ENV NAME_${index}=value`);
  return ["FROM scratch", ...variables, ...variables.map((_, index) => `RUN ${index}`)].join("\n");
}

it("gives up a Dockerfile that was made to be slow, and answers whoever waited behind it", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "strata-desk-"));
  const builder = createEmbeddedBuilder({
    dataDir,
    registry: { mirrors: [] },
    network: { mode: "none", allow: [] },
    limits: LIMITS,
  });
  const never = new AbortController().signal;
  const ask = (dockerfileText: string) => builder.plan?.({ workspace: "w", request: { dockerfileText } }, never);
  const slow = expect(ask(slowDockerfile())).rejects.toMatchObject({ problem: { code: "request/too-large" } });
  const next = ask("FROM busybox\nRUN x\n");
  await slow;
  expect((await next)?.steps.map(({ outlook }) => outlook)).toEqual(["cached", "runs"]);
  await builder.close();
  rmSync(dataDir, { recursive: true, force: true });
});
