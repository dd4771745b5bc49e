import { expect, it } from "vitest";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import type { RunningEvent } from "../builder.ts";
import { openBuildKit } from "./buildKitFixture.ts";

const engines = testEngines();

it.skipIf(engines === undefined)(
  `takes the starter image if the engine finds it in no registry${engines === undefined ? `: ${NO_TEST_ENGINES}` : ""}`,
  async () => {
    const { docker = "", plain = "" } = engines ?? {};
    // With a mirror, a registry is asked first: here the engine asks its own.
    const registry = { mirrors: ["http://127.0.0.1:9"] };
    const opened = openBuildKit(docker, { driver: "docker", endpoint: `unix://${plain}` }, {}, registry);
    try {
      const events: RunningEvent[] = [];
      const request = { dockerfileText: "FROM busybox:1.35\nRUN echo built\n", noCache: true };
      const job = { id: "s", workspace: "w", request };
      const finished = await opened.builder.build(job, (event) => events.push(event), new AbortController().signal);
      expect(finished.problem).toBeUndefined();
      const log = events.map((event) => (event.type === "log" ? event.text : "")).join("");
      expect(log).toContain("Could not pull busybox:1.35");
      expect(log).toContain("built");
    } finally {
      await opened.close();
    }
  },
);
