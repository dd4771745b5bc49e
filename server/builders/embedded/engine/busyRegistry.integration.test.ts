import { expect, onTestFinished, test } from "vitest";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { startRegistry } from "#server/oci/distribution/registryFixture.ts";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import type { RunningEvent } from "../../builder.ts";
import { openEngine } from "../process/openEngine.ts";
import { runBuild } from "./runBuild.ts";

test("a build says in its log what it is waiting for when a registry is busy", async () => {
  const registry = await startRegistry();
  registry.putImage("x/y:1", { layers: [tarOf("hello", "hello")] });
  let busy = true;
  registry.intercept = (_request, response) => {
    if (!busy) return false;
    busy = false;
    response.writeHead(429, { "retry-after": "0" }).end();
    return true;
  };
  const { engine, close } = openEngine({
    dataDir: temporaryFolder(),
    registry: { mirrors: [], allowPrivate: true },
    network: { mode: "none", allow: [] },
    limits: { memoryBytes: 1e9, processes: 64, diskBytes: 1e9, outputBytes: 1e6, cpus: 1, seconds: 20 },
  });
  onTestFinished(close);
  const events: RunningEvent[] = [];
  const request = { dockerfileText: `FROM ${registry.host}/x/y:1\nCOPY <<E /e\nE\n` };
  const job = { id: "b", workspace: "w", request };
  const finished = await runBuild(engine, job, (event) => events.push(event), AbortSignal.timeout(60_000));
  expect(finished.state).toBe("done");
  const log = events.flatMap((event) => (event.type === "log" ? event.text : []));
  expect(log).toEqual([`${registry.host} is busy (429); retrying in 0 s.\n`]);
});
