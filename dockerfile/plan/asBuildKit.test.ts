import { describe, expect, it } from "vitest";
import { amd64, copy, plan, planned, problemOf, run } from "./planFixture.ts";

describe("as BuildKit, not as one might think", () => {
  const arm64 = { os: "linux", architecture: "arm64" };

  it("takes an image to copy from for the platform of the target, whatever the FROM says", () => {
    const result = planned("FROM --platform=linux/arm64 busybox\nCOPY --from=debian /x /\n");
    expect(result).toMatchObject({
      images: [
        { name: "busybox", platform: "linux/arm64" },
        { name: "debian", platform: "linux/amd64" },
      ],
    });
  });

  it("makes scratch for the platform of the target, whatever the FROM says", () => {
    expect(plan("FROM --platform=linux/arm64 scratch\n").target.state.platform).toEqual(amd64);
    expect(plan("FROM scratch\n", { platform: arm64 }).target.state.platform).toEqual(arm64);
  });

  it("copies and mounts from scratch", () => {
    const { steps } = plan("FROM busybox\nCOPY --from=scratch / /x\nRUN --mount=from=scratch,target=/y z\n").target;
    expect(steps.map(({ operation }) => operation)).toMatchObject([
      { root: { kind: "scratch" } },
      { mounts: [{ root: { kind: "scratch" } }] },
    ]);
  });

  it("takes a number in a mount for the name of an image, and an empty name for the context", () => {
    const result = planned("FROM busybox\nFROM busybox\nRUN --mount=from=0,target=/y z\n");
    expect(result).toMatchObject({ kind: "missing", images: [{ name: "0", step: "1.1" }] });
    expect(run("FROM busybox\nRUN --mount=from=,target=/y z\n").mounts).toMatchObject([{ root: { kind: "context" } }]);
  });

  it("replaces variables in every value of a mount, its type too", () => {
    const text =
      "ARG T=Cache\nFROM busybox AS a\nENV ID=x\nFROM a\nARG T\nARG M=700\nRUN --mount=type=$T,id=$ID,dst=/c,mode=$M,sharing=locked z\n";
    expect(run(text).mounts).toEqual([
      { type: "cache", options: { id: "x", target: "/c", mode: "700", sharing: "locked" } },
    ]);
    const memory = "FROM busybox\nARG T=tmpfs\nRUN --mount=type=$T,size=1m,target=/t z\n";
    expect(run(memory).mounts).toEqual([{ type: "tmpfs", options: { size: "1m", target: "/t" } }]);
    const secret = "FROM busybox\nARG T=secret\nRUN --mount=type=$T,id=s,required z\n";
    expect(run(secret).mounts).toEqual([{ type: "secret", options: { id: "s", required: "true" } }]);
  });

  it("refuses what doesn't go with the type that a variable gives", () => {
    const text = "FROM busybox\nARG T=cache\nRUN --mount=type=$T,size=1m,target=/t z\n";
    expect(problemOf(text)?.detail).toContain("unexpected key 'size' for mount type 'cache'");
  });

  it("starts from a stage only by its stored name", () => {
    expect(problemOf("FROM busybox AS Build\nFROM Build\n")?.detail).toMatch(/repository name .* must be lowercase/);
  });

  it("lets an ENV win over an ARG of its name in a stage that starts from there", () => {
    const text = "FROM busybox AS a\nENV V=env\nARG V=arg\nARG W=arg\nFROM a\nRUN x\n";
    expect(run(text).env).toEqual(["PATH=/bin", "V=env", "W=arg"]);
  });

  it("replaces no variables in what --exclude names", () => {
    expect(copy("FROM busybox\nENV X=*\nCOPY --exclude=$X a b\n").excludes).toEqual(["$X"]);
  });

  it("does not run through a stage that the target does not need", () => {
    const wrong = "COPY --from=late / /\nCOPY https://example.com/ /\nSTOPSIGNAL NOSUCH\n";
    const text = `FROM busybox AS a\n${wrong}FROM busybox AS late\nFROM busybox AS t\n`;
    expect(problemOf(text)).toBeUndefined();
    expect(problemOf(text, { target: "a" })?.detail).toBe(
      'cannot copy from stage "late", it needs to be defined before current stage "a"',
    );
  });

  it("still checks all names, numbers, and cycles", () => {
    const whole = (lines: string) =>
      problemOf(`FROM busybox AS t\nFROM busybox AS u\n${lines}`, { target: "t" })?.detail;
    expect(whole("COPY --from=9 / /\n")).toBe("invalid stage index 9");
    expect(whole("COPY --from=BAD / /\n")).toMatch(/^failed to parse stage name "BAD"/);
    expect(whole("COPY --from=u / /\n")).toBe("circular dependency detected on stage: u");
    expect(whole("FROM $X\n")).toBe("base name ($X) should not be blank");
  });

  it("rejects a trigger at the FROM that runs it, if the target needs that", () => {
    const text = (trigger: string) => `FROM busybox AS b\nONBUILD ${trigger}\nFROM b AS mid\nFROM busybox AS late\n`;
    const at = { range: { start: { line: 2 } } };
    for (const [trigger, detail] of [
      ["COPY --from=late / /", 'cannot copy from stage "late", it needs to be defined before current stage "mid"'],
      ["COPY --from=9 / /", "invalid stage index 9"],
      ["COPY --from=BAD / /", expect.stringMatching(/^failed to parse stage name "BAD"/)],
      ["STOPSIGNAL NOSUCH", "invalid signal: NOSUCH"],
    ]) {
      expect(problemOf(text(String(trigger)), { target: "mid" })).toMatchObject({ detail, ...at });
      expect(problemOf(text(String(trigger)))).toBeUndefined();
    }
  });

  it("finds the mistakes of stages in the order of the Dockerfile", () => {
    const text = "FROM busybox AS a\nCOPY https://e.com/ /\nFROM busybox AS b\nCOPY --from=c / /\nFROM busybox AS c\n";
    expect(problemOf(`${text}FROM a\nCOPY --from=b / /\n`)?.detail).toBe("source can't be a URL for COPY");
  });

  it("takes an empty checksum for none, and rejects two that differ", () => {
    const git = "https://example.com/r.git";
    expect(copy(`FROM busybox\nADD --checksum=$NONE ${git} /\n`).checksum).toBeUndefined();
    expect(problemOf(`FROM busybox\nADD --checksum=aaaaaaa ${git}?checksum=bbbbbbb /\n`)?.detail).toBe(
      'checksum conflicts: "bbbbbbb" vs "aaaaaaa"',
    );
  });
});
