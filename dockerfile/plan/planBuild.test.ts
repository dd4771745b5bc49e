import { describe, expect, it } from "vitest";
import { copy, historyOf, image, plan, planned, problemOf, run } from "./planFixture.ts";

describe("planning a build", () => {
  it("asks for the images it needs before it can go on", () => {
    const text = "FROM busybox AS a\nFROM debian\nCOPY --from=a / /\nCOPY --from=alpine /x /y\n";
    const result = planned(text, {}, new Map());
    expect(result).toMatchObject({
      kind: "missing",
      images: [
        { name: "busybox", step: "0.0" },
        { name: "debian", platform: "linux/amd64", step: "1.0", instruction: "FROM" },
        { name: "alpine", step: "1.2", instruction: "COPY", range: { start: { line: 3, character: 0 } } },
      ],
    });
  });

  it("plans only the stages that the target needs", () => {
    const { plan: made } = plan("FROM busybox AS a\nFROM busybox AS unused\nFROM scratch\nCOPY --from=a /x /\n");
    expect([...made.stages.keys()].sort()).toEqual([0, 2]);
  });

  it("knows a stage by any case of its name, and by its index", () => {
    const { target } = plan("FROM busybox AS Build\nFROM scratch\nCOPY --from=BUILD /x /\nCOPY --from=0 /y /\n");
    expect(target.steps.map(({ operation }) => operation)).toMatchObject([
      { root: { kind: "stage", stage: 0 } },
      { root: { kind: "stage", stage: 0 } },
    ]);
  });

  it("puts the triggers of the base before the stage's own instructions", () => {
    const base = new Map([["busybox linux/amd64", image({ OnBuild: ["RUN echo trigger", "ENV T=1"] })]]);
    const { target, config } = plan("FROM busybox\nRUN echo own\n", {}, base);
    expect(target.steps.map(({ title }) => title)).toEqual([
      "ONBUILD RUN echo trigger",
      "ONBUILD ENV T=1",
      "RUN echo own",
    ]);
    expect(target.steps[0]?.range.start.line).toBe(0);
    expect(config.OnBuild).toBeUndefined();
  });

  it("gives the target by name, or says which there are", () => {
    expect(plan("FROM busybox AS one\nFROM scratch\n", { target: "ONE" }).plan.target).toBe(0);
    expect(problemOf("FROM busybox AS one\nFROM scratch\n", { target: "two" })).toMatchObject({
      code: "dockerfile/target",
      detail: 'target stage "two" could not be found',
      next: "There are: one.",
    });
  });
});

describe("variables", () => {
  it("takes a build argument over a default, and a default over an ARG before FROM", () => {
    const text = "ARG A=global\nARG B=global\nFROM busybox\nARG A=own\nARG B\nARG C=c\nRUN x\n";
    expect(run(text, { buildArgs: { C: "given" } }).env).toEqual(["PATH=/bin", "A=own", "B=global", "C=given"]);
    expect(historyOf(text).at(-1)).toBe("RUN |3 A=own B=global C=c /bin/sh -c x # buildkit");
  });

  it("does not let an undeclared build argument in, but for proxies", () => {
    const { env } = run("FROM busybox\nRUN x\n", { buildArgs: { OTHER: "1", http_proxy: "p" } });
    expect(env).toEqual(["PATH=/bin", "HTTP_PROXY=p", "http_proxy=p"]);
  });

  it("expands all pairs of an ENV with what was set before it", () => {
    expect(plan("FROM busybox\nENV A=1\nENV A=2 B=$A\n").config.Env).toEqual(["PATH=/bin", "A=2", "B=1"]);
  });

  it("inherits ARGs and ENV from the stage it starts from", () => {
    const { env } = run("FROM busybox AS a\nARG X=1\nENV Y=2\nFROM a\nRUN x\n");
    expect(env).toEqual(["PATH=/bin", "X=1", "Y=2"]);
  });

  it("refuses them in --from, at the word", () => {
    expect(problemOf("FROM busybox AS a\nFROM busybox\nARG S=a\nCOPY --from=$S /x /\n")).toMatchObject({
      code: "dockerfile/syntax",
      range: { start: { line: 3, character: 12 } },
    });
  });
});

describe("the configuration", () => {
  it("drops an inherited CMD with a new ENTRYPOINT and keeps the stage's own", () => {
    expect(plan('FROM busybox\nENTRYPOINT ["e"]\n').config.Cmd).toBeUndefined();
    expect(plan('FROM busybox\nCMD ["c"]\nENTRYPOINT ["e"]\n').config.Cmd).toEqual(["c"]);
  });

  it("adds PATH if the image has none", () => {
    expect(plan("FROM scratch\n").config.Env).toEqual([
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    ]);
  });

  it("writes history as BuildKit does", () => {
    const text = `FROM busybox
WORKDIR /a
WORKDIR /
EXPOSE 443 80/udp
HEALTHCHECK --retries=3 --interval=1m CMD true
CMD echo "hi"
COPY --chown=1:2 --chmod=644 x y /z/
`;
    expect(historyOf(text)).toEqual([
      "WORKDIR /a",
      "WORKDIR /",
      "EXPOSE [443/tcp 80/udp]",
      'HEALTHCHECK &{["CMD-SHELL" "true"] "1m0s" "0s" "0s" "0s" \'\\x03\'}',
      'CMD ["/bin/sh" "-c" "echo \\"hi\\""]',
      "COPY --chown=1:2 --chmod=644 x y /z/ # buildkit",
    ]);
    expect(plan(text).target.state.history.map((row) => row.empty_layer ?? false)).toEqual([
      ...[false, true, true, true, true, false],
    ]);
  });
});

describe("operations", () => {
  it("resolves a destination under the WORKDIR and keeps its slash", () => {
    const destination = (word: string) => copy(`FROM busybox\nWORKDIR /w\nCOPY a ${word}\n`).destination;
    expect([".", "./", "x", "x/", "/", "/y", "../z"].map(destination)).toEqual([
      ...["/w/", "/w/", "/w/x", "/w/x/", "/", "/y", "/z"],
    ]);
  });

  it("runs a heredoc as the script, and one with #! as a file", () => {
    expect(run("FROM busybox\nRUN <<EOF\na\nb\nEOF\n").argv).toEqual(["/bin/sh", "-c", "a\nb\n"]);
    expect(run("FROM busybox\nRUN <<EOF\n#!/bin/x\nb\nEOF\n")).toMatchObject({
      argv: ["/bin/sh", "-c", "/dev/pipes/EOF"],
      script: { name: "EOF", text: "#!/bin/x\nb\n" },
    });
    expect(run("FROM busybox\nRUN cat <<A > /x\nin\nA\n").argv[2]).toBe("cat <<A > /x\nin\nA");
  });

  it("refuses what it can't do before anything runs, at the instruction", () => {
    expect(problemOf("FROM busybox\nCOPY https://example.com/x /\n")).toMatchObject({
      detail: "source can't be a URL for COPY",
      range: { start: { line: 1 } },
    });
    expect(problemOf("FROM busybox\nRUN --security=insecure x\n")?.code).toBe("build/unsupported");
    expect(problemOf("FROM busybox\nCOPY --chmod=99999 a b\n")?.detail).toContain("invalid chmod parameter");
    expect(problemOf("FROM busybox\nSTOPSIGNAL NOSUCH\n")?.detail).toBe("invalid signal: NOSUCH");
  });
});

describe("a plan of thousands of lines", () => {
  const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, i) => line(i));
  const chain = (count: number) => lines(count, (i) => `FROM ${i === 0 ? "scratch" : `s${i - 1}`} AS s${i}\n`).join("");

  it("follows chains of stages however long", () => {
    expect(plan(chain(2400)).plan.stages.size).toBe(2400);
    const copies = lines(2400, (i) => `FROM scratch AS s${i}\n${i === 0 ? "" : `COPY --from=s${i - 1} / /\n`}`);
    expect(plan(copies.join("")).plan.stages.size).toBe(2400);
  });

  it("keeps all that is set, in order", () => {
    const { config } = plan(`FROM busybox\n${lines(2400, (i) => `ENV A${i}=${i}\nLABEL l${i}=x\n`).join("")}ENV A0=x`);
    expect(config.Env?.slice(0, 3)).toEqual(["PATH=/bin", "A0=x", "A1=1"]);
    expect(Object.keys(config.Labels ?? {})).toHaveLength(2400);
  });

  it("may have as many RUNs as instructions", () => {
    expect(plan(`FROM busybox\n${lines(4999, () => "RUN x\n").join("")}`).target.steps).toHaveLength(4999);
  });

  it("is rejected if it grows quadratically", () => {
    const hostile = lines(2490, (i) => `ENV A${i}=1\nRUN x\n`);
    expect(problemOf(`FROM busybox\n${hostile.join("")}`)?.detail).toMatch(/too many variables/);
  });

  it("follows triggers of its own stages however far, and those of images as long as the call stack is deep", () => {
    const triggers = lines(
      400,
      (i) => `FROM scratch AS b${i}\nONBUILD COPY --from=s${i - 1} / /\nFROM b${i} AS s${i}\n`,
    );
    expect(plan(`FROM scratch AS s-1\n${triggers.join("")}`).plan.stages.size).toBe(801);
    const bases = lines(400, (i) => `b${i} linux/amd64`).map(
      (key, i) => [key, image({ OnBuild: i === 0 ? [] : [`COPY --from=s${i - 1} / /`] })] as const,
    );
    const text = lines(400, (i) => `FROM b${i} AS s${i}\n`).join("");
    const result = planned(text, {}, new Map(bases));
    expect(result.kind === "failed" && result.problem.detail).toMatch(/triggers/);
  });
});

it("gives a stage a configuration of its own", () => {
  const { plan: made } = plan(
    "FROM busybox AS a\nENV A=1\nLABEL l=1\nVOLUME /v\nEXPOSE 1\nFROM a\nENV A=2\nLABEL l=2\nVOLUME /w\nEXPOSE 2\nFROM a\nCOPY --from=1 / /",
  );
  expect(made.stages.get(0)?.state.config).toMatchObject({ Env: ["PATH=/bin", "A=1"], Labels: { l: "1" } });
  expect(Object.keys(made.stages.get(0)?.state.config.Volumes ?? {})).toEqual(["/v"]);
  expect(Object.keys(made.stages.get(0)?.state.config.ExposedPorts ?? {})).toEqual(["1/tcp"]);
});
