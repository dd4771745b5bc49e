import { expect, onTestFinished, test, vi } from "vitest";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { planBuild } from "#dockerfile/plan/planBuild.ts";
import { resolveForBuild } from "#dockerfile/plan/resolveForBuild.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { openImageStore } from "#server/oci/store/imageStore.ts";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import type { RunningEvent } from "../../builder.ts";
import { openBuildContext } from "../../files/buildContext.ts";
import { rootKeys } from "../../files/stageFiles.ts";
import { forecastBuild } from "../../forecast/forecastBuild.ts";
import { planOptions } from "../../request/planOptions.ts";
import { openBuilderMemory } from "./builderMemory.ts";
import { rememberSteps } from "./rememberSteps.ts";
import { ToldSteps } from "./toldSteps.ts";

const NO_FILES = { digest: undefined, entries: [] };
const never = new AbortController().signal;

/** A memory, and builds that tell these states of the steps after FROM. */
function openTested(dir = temporaryFolder()) {
  vi.useFakeTimers({ toFake: ["Date"] });
  onTestFinished(() => void vi.useRealTimers());
  const blobs = openBlobStore(`${dir}/blobs`);
  const images = openImageStore({ dir, blobs });
  const contexts = openContextStore(blobs);
  const memory = openBuilderMemory(dir);
  const close = () => {
    memory.close();
    images.close();
  };
  return {
    dir,
    close,
    async built(text: string, states: readonly ("done" | "cached" | "failed")[], owner = "ada"): Promise<void> {
      vi.advanceTimersByTime(60_000);
      const options = planOptions({ id: "", workspace: owner, request: {} });
      if ("code" in options) throw new Error(options.detail);
      const planned = planBuild(resolveForBuild(parseDockerfile(text), options), options, new Map());
      if (planned.kind !== "planned") throw new Error(planned.kind);
      const told = new ToldSteps();
      vi.advanceTimersByTime(10);
      for (const [index, state] of states.entries()) {
        const event: RunningEvent = { type: "step", step: `0.${index + 1}`, state, at: Date.now() };
        told.take(event);
      }
      await rememberSteps(memory, {
        ...{ workspace: owner, plan: planned.plan, told },
        context: openBuildContext(blobs, NO_FILES, "Dockerfile", 0, () => NO_FILES),
        imageLayers: () => undefined,
        noCache: () => false,
      });
    },
    async outlooks(dockerfileText: string, owner = "ada"): Promise<string> {
      const { steps } = await forecastBuild(
        {
          ...{ images, contexts, cache: memory.of(owner), registry: { mirrors: [] } },
          rules: { known: "remembered", follows: "definition" },
          problemOf: async () => undefined,
          viewOf: ({ context }) => ({
            blobs: { has: () => true },
            openRoots: (layersOf) => rootKeys(context, layersOf),
            imageLayers: () => undefined,
            contextLayer: () => undefined,
            baseLayer: () => undefined,
          }),
        },
        { workspace: owner, request: { dockerfileText } },
        never,
      );
      return steps
        .slice(1)
        .map(({ outlook, code }) => `${outlook}${code === undefined ? "" : ` ${code}`}`)
        .join(", ");
    },
  };
}

const TWO = "FROM scratch\nRUN a\nRUN b\n";

test("what was built is cached, as the builder remembers, and what follows an edited step runs", async () => {
  const { built, outlooks, close } = openTested();
  onTestFinished(close);
  expect(await outlooks(TWO)).toBe("may-run never-built, may-run never-built");
  await built(TWO, ["done", "done"]);
  expect(await outlooks(TWO)).toBe("cached remembered, cached remembered");
  expect(await outlooks("FROM scratch\nRUN a1\nRUN b\n")).toBe("runs changed, runs changed");
});

test("a failed build leaves the steps before the one that failed", async () => {
  const { built, outlooks, close } = openTested();
  onTestFinished(close);
  await built(TWO, ["done", "failed"]);
  expect(await outlooks(TWO)).toBe("cached remembered, may-run never-built");
});

test("another owner learns nothing of it", async () => {
  const { built, outlooks, close } = openTested();
  onTestFinished(close);
  await built(TWO, ["done", "done"]);
  expect(await outlooks(TWO, "bob")).toBe("may-run never-built, may-run never-built");
});

test("the memory outlives the server", async () => {
  const first = openTested();
  await first.built(TWO, ["done", "done"]);
  first.close();
  const { outlooks, close } = openTested(first.dir);
  onTestFinished(close);
  expect(await outlooks(TWO)).toBe("cached remembered, cached remembered");
});

test("if the builder ran what it should have had, what was not used since is forgotten", async () => {
  const { built, outlooks, close } = openTested();
  onTestFinished(close);
  const [old, dropped, newer] = ["old", "dropped", "newer"].map((name) => `FROM scratch\nRUN ${name}\n`);
  if (old === undefined || dropped === undefined || newer === undefined) throw new Error("three Dockerfiles");
  await built(old, ["done"]);
  await built(dropped, ["done"]);
  await built(newer, ["done"]);
  await built(dropped, ["done"]);
  expect([await outlooks(dropped), await outlooks(newer)]).toEqual(["cached remembered", "cached remembered"]);
  expect(await outlooks(old)).toMatch(/^(runs|may-run) /);
});
