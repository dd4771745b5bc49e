import { expect, onTestFinished, test } from "vitest";
import { missSentence } from "#contract/missWords.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { planBuild } from "#dockerfile/plan/planBuild.ts";
import { resolveForBuild } from "#dockerfile/plan/resolveForBuild.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { temporaryFolder } from "#server/oci/store/storeFixture.ts";
import { openBuildContext } from "../../files/buildContext.ts";
import { planOptions } from "../../request/planOptions.ts";
import { openBuilderMemory } from "./builderMemory.ts";
import { PlannedInputs } from "./plannedInputs.ts";
import { rememberSteps } from "./rememberSteps.ts";
import { ToldSteps } from "./toldSteps.ts";
import { whyRan } from "./whyRan.ts";

/** Why the builder runs the first step after it has built it before. */
async function reasonOf(text: string, given: { readonly redone?: string; readonly isVague?: boolean } = {}) {
  const dir = temporaryFolder();
  const memory = openBuilderMemory(dir);
  onTestFinished(() => memory.close());
  const options = planOptions({ id: "", workspace: "ada", request: {} });
  if ("code" in options) throw new Error(options.detail);
  const planned = planBuild(resolveForBuild(parseDockerfile(text), options), options, new Map());
  if (planned.kind !== "planned") throw new Error(planned.kind);
  const none = { digest: undefined, entries: [] };
  const context = openBuildContext(openBlobStore(dir), none, "Dockerfile", 0, () => none);
  const told = new ToldSteps();
  told.take({ type: "step", step: "0.1", state: "done", at: 0 });
  const session = { workspace: "ada", plan: planned.plan, context, imageLayers: () => undefined, noCache: () => false };
  await rememberSteps(memory, { ...session, told });
  const own = memory.of("ada");
  const [stage] = planned.plan.stages.values();
  const step = stage && (await new PlannedInputs(own, session).of(stage)).steps.get("0.1");
  if (step === undefined) throw new Error("there is a step");
  const { redone, isVague = false } = given;
  return missSentence(whyRan(own, { ...session, told: new ToldSteps() }, step, { redone, isVague }));
}

const RUN = "FROM scratch\nRUN a\n";

test("what was built before and runs again was dropped", async () => {
  expect(await reasonOf(RUN)).toBe("The builder no longer had its result.");
});

test("unless an image or a download may have changed: then nobody can know which it is", async () => {
  const either = "The builder no longer had its result, or an image or a download has changed.";
  expect(await reasonOf(RUN, { isVague: true })).toBe(either);
  expect(await reasonOf("FROM scratch\nADD https://example.org/a /\n")).toBe(either);
});

test("on a step that ran again, that is the reason", async () => {
  expect(await reasonOf(RUN, { redone: "RUN z", isVague: true })).toBe("An earlier step ran again: RUN z");
});
