import { expect, it } from "vitest";
import { MAX_INSTRUCTIONS } from "../instructions/instructionLimit.ts";
import { parseDockerfile } from "../instructions/parseDockerfile.ts";
import { planBuild } from "./planBuild.ts";
import { resolveForBuild } from "./resolveForBuild.ts";

const amd64 = { os: "linux", architecture: "amd64" };
const options = {
  target: undefined,
  buildArgs: {},
  network: "default",
  platform: amd64,
  buildPlatform: amd64,
} as const;

function plan(text: string, onBuild: string[] = []) {
  const config = { ...amd64, rootfs: { type: "layers" as const, diff_ids: [] }, config: { OnBuild: onBuild } };
  const image = { name: "base", layers: [], config };
  return planBuild(resolveForBuild(parseDockerfile(text), options), options, new Map([["base linux/amd64", image]]));
}

it("refuses a history larger than a configuration may be, at the instruction that makes it so", () => {
  const text = `FROM scratch\n${"EXPOSE 1-65535 1-65535/udp\n".repeat(40)}`;
  const planned = plan(text);
  expect(planned).toMatchObject({ kind: "failed", problem: { code: "image/too-large", instruction: "EXPOSE" } });
  expect(plan("FROM scratch\nEXPOSE 1-65535 1-65535/udp\n").kind).toBe("planned");
});

it("counts the steps that the triggers of base images bring, for each stage that starts from one", () => {
  const triggers = Array.from({ length: 100 }, (_, index) => `ENV A${index}=1`);
  const stages = (count: number) =>
    Array.from({ length: count }, (_, index) => `FROM base AS s${index}\nCOPY --from=s${index - 1} / /\n`);
  expect(plan(`FROM scratch AS s-1\n${stages(60).join("")}`, triggers)).toMatchObject({
    kind: "failed",
    problem: { code: "dockerfile/syntax", detail: expect.stringContaining(`more than ${MAX_INSTRUCTIONS} steps`) },
  });
});

it("names a step by the start of a very long instruction", () => {
  const planned = plan(`FROM scratch\nENV A="${"x".repeat(60_000)}"\n`);
  if (planned.kind !== "planned") throw new Error("not planned");
  const title = planned.plan.stages.get(0)?.steps[0]?.title ?? "";
  expect(title.length).toBeLessThan(3000);
  expect(title.endsWith("…")).toBe(true);
});
