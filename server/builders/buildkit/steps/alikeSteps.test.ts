import { expect, it } from "vitest";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { planBuild } from "#dockerfile/plan/planBuild.ts";
import { resolveForBuild } from "#dockerfile/plan/resolveForBuild.ts";
import { planOptions } from "../../request/planOptions.ts";
import { alikeSteps } from "./alikeSteps.ts";

function alikeIn(text: string) {
  const options = planOptions({ id: "", workspace: "", request: {} });
  if ("code" in options) throw new Error(options.detail);
  const planned = planBuild(resolveForBuild(parseDockerfile(text), options), options, new Map());
  if (planned.kind === "failed") throw new Error(planned.problem.detail);
  const { stages } = planned.kind === "planned" ? planned.plan : planned.draft;
  return Object.fromEntries(alikeSteps(stages.values()));
}

it("takes the same instructions on the same image for one, up to the first that differs", () => {
  const text =
    "FROM busybox AS a\nRUN apk add x\nRUN a\nFROM busybox AS b\nRUN apk add x\nRUN b\n" +
    "FROM scratch\nCOPY --from=a / /\nCOPY --from=b / /\n";
  expect(alikeIn(text)).toEqual({
    ...{ "0.0": ["0.0", "1.0"], "1.0": ["0.0", "1.0"] },
    ...{ "0.1": ["0.1", "1.1"], "1.1": ["0.1", "1.1"] },
  });
});

it("tells scripts, platforms, environments, and images apart", () => {
  const text = (first: string, second: string) =>
    `${first}\nFROM scratch AS last\nCOPY --from=0 / /\nCOPY --from=1 / /\n`.replace(
      "FROM scratch",
      `${second}\nFROM scratch`,
    );
  expect(alikeIn(text("FROM busybox", "FROM debian"))).toEqual({});
  expect(alikeIn(text("FROM --platform=linux/amd64 busybox", "FROM --platform=linux/s390x busybox"))).toEqual({});
  const base = { "0.0": ["0.0", "1.0"], "1.0": ["0.0", "1.0"] };
  expect(alikeIn(text("FROM busybox\nRUN <<E\na\nE", "FROM busybox\nRUN <<E\nb\nE"))).toEqual(base);
  expect(alikeIn(text("FROM busybox\nENV A=1\nRUN a", "FROM busybox\nENV A=2\nRUN a"))).toEqual(base);
});

it("takes long Dockerfiles, whose steps have quotes", () => {
  const runs = Array.from({ length: 300 }, (_, index) => `RUN ["echo", "${index}"]\n`).join("");
  const alike = alikeIn(
    `FROM busybox AS a\n${runs}FROM busybox AS b\n${runs}FROM scratch\nCOPY --from=a / /\nCOPY --from=b / /\n`,
  );
  expect(alike["0.300"]).toEqual(["0.300", "1.300"]);
});
