import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { FAILURE_ADVICE } from "#contract/failureAdvice.ts";
import { TAR_END, tarHeader } from "#server/oci/tar/tarWriter.ts";
import type { RunningEvent } from "./builder.ts";
import { type BuilderFixture, SuiteBuilds, WORKSPACE } from "./builderFixture.ts";
import { testCaching } from "./cachingSuite.ts";

/** The contract of every builder, for a factory. `busybox` must be available. */
export function describeBuilder(name: string, open: () => Promise<BuilderFixture>): void {
  describe(name, () => {
    const suite = new SuiteBuilds(open);
    const { attempt, build, text } = suite;

    /** A step may be told again when its layer is known. */
    const states = ({ events }: { events: readonly RunningEvent[] }, step: string) =>
      events
        .flatMap((event) => (event.type === "step" && event.step === step ? [event.state] : []))
        .filter((state, index, all) => state !== all[index - 1]);

    it("says what it is and whether it can RUN", async () => {
      const description = await suite.fixture.builder.describe();
      expect(description).toMatchObject({ id: suite.fixture.builder.id, available: true, run: true });
    });

    it("builds an image from a context, and tells of each step", async () => {
      const outcome = await build("FROM busybox\nCOPY a.txt /a\nRUN cat /a; echo made > /b\nENV X=1\n", {
        files: [{ path: "a.txt", text: "hello\n" }],
        tags: ["suite:one"],
        noCache: true,
      });
      expect(outcome.image.tags).toEqual(["suite:one"]);
      expect(text(outcome.image, "b")).toBe("made\n");
      expect(outcome.image.config.config?.Env).toContain("X=1");
      expect(outcome.log).toContain("hello");
      const [source, planned] = outcome.events;
      expect(source).toMatchObject({
        type: "source",
        dockerfile: "Dockerfile",
        context: outcome.image.source?.context,
      });
      expect(outcome.image.source?.dockerfileText).toMatch(/^FROM busybox\nCOPY a\.txt/);
      expect(planned?.type === "planned" && planned.steps.map(({ instruction }) => instruction)).toEqual([
        ...["FROM", "COPY", "RUN", "ENV"],
      ]);
      const run = planned?.type === "planned" ? planned.steps[2]?.id : undefined;
      expect(states(outcome, run ?? "")).toEqual(["running", "done"]);
    });

    testCaching(suite);

    it("builds only the stages that the target needs", async () => {
      const dockerfile = "FROM busybox AS a\nRUN echo a > /a\nFROM busybox AS b\nRUN exit 1\nFROM a\nCMD x\n";
      expect(text((await build(dockerfile)).image, "a")).toBe("a\n");
      const target = await attempt(dockerfile, { target: "b" });
      expect(target.finished).toMatchObject({ state: "failed" });
    });

    it("copies from another stage", async () => {
      const outcome = await build("FROM busybox AS a\nRUN echo out > /o\nFROM scratch\nCOPY --from=a /o /\n");
      expect(text(outcome.image, "o")).toBe("out\n");
      expect(outcome.image.layers).toHaveLength(1);
    });

    it("starts and copies from an image that the workspace built", async () => {
      await build("FROM busybox\nRUN echo first > /first\nENV A=1\n", { tags: ["suite-app:1"] });
      const { image } = await build("FROM suite-app:1\nCOPY --from=suite-app:1 /first /second\n");
      expect(text(image, "second")).toBe("first\n");
      expect(image.config.config?.Env).toContain("A=1");
      expect([image.baseName, image.baseLayers, image.layers.length]).toEqual(["suite-app:1", 2, 3]);
    });

    it("tells the place of every row of the history, and the layer of every step", async () => {
      const { image, events } = await build("FROM busybox\nENV A=1\nRUN echo 12345 > /n\nWORKDIR /w\nCMD x\n");
      const rows = image.provenance.flatMap((row) =>
        row === null ? [] : [`${row.instruction} ${row.range.start.line}`],
      );
      expect(rows).toEqual(["ENV 1", "RUN 2", "WORKDIR 3", "CMD 4"]);
      expect(image.built).toBe(true);
      const layers = events.flatMap((event) =>
        event.type === "step" && event.layer ? [[event.step, event.layer]] : [],
      );
      const [base, run, workdir] = image.layers.map(({ diffId }) => diffId);
      expect(layers).toEqual([
        ["0.0", expect.objectContaining({ diffId: base, below: [] })],
        ["0.2", { diffId: run, size: 6, files: 1 }],
        ["0.3", { diffId: workdir, size: 0, files: 0 }],
      ]);
    });

    it("takes named contexts, .dockerignore files, labels, and a target", async () => {
      const { digest } = suite.fixture.contexts.fromFiles([
        { path: ".dockerignore", text: "no\n" },
        ...["yes", "no"].map((path) => ({ path, text: path })),
      ]);
      const other = suite.fixture.contexts.fromFiles([{ path: "in/x", text: "named" }]).digest;
      const dockerfile = "FROM busybox AS one\nCOPY . /c\nCOPY --from=other in/x /x\nFROM one\nRUN exit 1\n";
      const asked = { context: digest, namedContexts: { other }, labels: { who: "ada" }, target: "one" };
      const { image } = await build(dockerfile, asked);
      expect([text(image, "c/yes"), text(image, "c/no"), text(image, "x")]).toEqual(["yes", undefined, "named"]);
      expect(image.config.config?.Labels).toMatchObject({ who: "ada" });
    });

    it("gives a secret to one command, and keeps it in no image", async () => {
      const secrets = { k: "hidden words" };
      const dockerfile = "FROM busybox\nRUN --mount=type=secret,id=k wc -c < /run/secrets/k\n";
      const { image, log } = await build(dockerfile, { secrets, noCache: true });
      expect(log).toBe("12\n");
      expect(JSON.stringify(image.config)).not.toContain("hidden");
    });

    it("puts annotations on the manifest, which the image keeps", async () => {
      const annotations = { "org.opencontainers.image.title": "annotated" };
      const { image } = await build("FROM busybox\nENV annotated=yes\n", { annotations });
      expect(image.manifest.annotations).toMatchObject(annotations);
    });

    it("says that a secret is missing, and what to do", async () => {
      const { finished } = await attempt("FROM busybox\nRUN --mount=type=secret,id=k,required true\n");
      expect(finished).toMatchObject({
        state: "failed",
        problem: { code: "build/secret", detail: "secret k: not found", next: FAILURE_ADVICE.secret },
      });
    });

    it.each([
      ["a live build", { live: "all" }],
      ["a trial", { trial: true }],
    ] as const)("lists the image of %s nowhere, and lets it take no name", async (what, asked) => {
      const tag = `suite:${what.replaceAll(" ", "-")}`;
      const named = await build(`FROM busybox\nLABEL of="${what}"\n`, { tags: [tag] });
      const { image, finished } = await build(`FROM busybox\nLABEL of="${what}" now=1\n`, { tags: [tag], ...asked });
      expect([image.tags, finished.image?.tags]).toEqual([[], []]);
      const listed = suite.fixture.images.list(WORKSPACE).map(({ id }) => id);
      expect([listed.includes(named.image.id), listed.includes(image.id)]).toEqual([true, false]);
      expect(suite.fixture.images.get(WORKSPACE, named.image.id)?.tags).toEqual([tag]);
    });

    it("hides what a later step deletes", async () => {
      const outcome = await build("FROM busybox\nRUN echo x > /x\nRUN rm /x\n");
      expect(text(outcome.image, "x")).toBeUndefined();
      expect(outcome.image.layers).toHaveLength(3);
    });

    it("tells a failed command's exit code, last lines and place", async () => {
      const { finished } = await attempt("FROM busybox\nRUN echo first\nRUN echo last words; exit 7\n");
      expect(finished).toMatchObject({
        state: "failed",
        problem: {
          code: "build/run-failed",
          exitCode: 7,
          lastLines: ["last words"],
          instruction: "RUN",
          range: { start: { line: 2 } },
        },
      });
      expect(finished.problem?.detail).toContain("did not complete successfully: exit code: 7");
    });

    it.each([
      ["a syntax error", "FROM busybox\nCOPY a\n", "dockerfile/syntax", 1],
      ["an unknown instruction", "FROM busybox\nCOPPY a b\n", "dockerfile/syntax", 1],
      ["a missing source", "FROM busybox\nCOPY nothing /\n", "build/source-missing", 1],
      ["a source that climbs out", "FROM busybox\nCOPY ../../etc/passwd /\n", "build/source-missing", 1],
      ["an unknown user", "FROM busybox\nUSER nosuch\nRUN id\n", "build/user", 2],
      ["an image's name that is none", "FROM busybox::x\n", "image/reference", 0],
    ])("gives %s as a problem at its line", async (_what, dockerfile, code, line) => {
      const { finished } = await attempt(dockerfile);
      expect(finished).toMatchObject({ state: "failed", problem: { code, range: { start: { line } } } });
      expect(finished.problem?.next ?? "").toMatch(/\.$|^$/);
    });

    it("does not follow a loop of symlinks in the context, nor a link out of it", async () => {
      const links = [
        { path: "loop", type: "symlink", linkTarget: "loop2" },
        { path: "loop2", type: "symlink", linkTarget: "loop" },
        { path: "out", type: "symlink", linkTarget: "/../../../etc/passwd" },
      ] as const;
      const attributes = { mode: 0o777, uid: 0, gid: 0, size: 0, mtime: 0 };
      const tar = [...links.map((link) => tarHeader({ ...attributes, ...link })), TAR_END];
      const { digest } = await suite.fixture.contexts.fromTar(Readable.from(tar));
      for (const { path } of links) {
        const { finished } = await attempt(`FROM busybox\nCOPY ${path} /x\n`, { context: digest });
        expect(finished.problem).toMatchObject({ code: "build/source-missing", range: { start: { line: 1 } } });
      }
      const { image } = await build("FROM busybox\nCOPY . /links\n", { context: digest });
      expect(text(image, "links/loop")).toBeUndefined();
    });

    it("copies a named pipe of the context, and mounts what has one", async () => {
      const pipe = { path: "pipe", type: "fifo", mode: 0o640, uid: 0, gid: 0, size: 0, mtime: 0 } as const;
      const { digest } = await suite.fixture.contexts.fromTar(Readable.from([tarHeader(pipe), TAR_END]));
      const checks = "test -p /x/pipe && test -p /m/pipe";
      await build(`FROM busybox\nCOPY . /x/\nRUN --mount=target=/m ${checks}\n`, { context: digest });
    });

    it("gives a missing Dockerfile and an unknown target as problems", async () => {
      expect((await attempt("", { dockerfile: "Other" })).finished.problem?.code).toMatch(/^dockerfile\//);
      expect((await attempt("FROM busybox\n", { target: "x" })).finished.problem?.code).toBe("dockerfile/target");
    });

    // A busy machine gets a second chance.
    it("ends everything within two seconds of an abort", { retry: 2 }, async () => {
      const controller = new AbortController();
      const running = attempt("FROM busybox\nRUN echo started; sleep 600 & sleep 600\n", {
        signal: controller.signal,
        noCache: true,
      });
      setTimeout(() => controller.abort(), 700);
      const begun = performance.now();
      const { finished } = await running;
      expect(finished.state).toBe("canceled");
      expect(performance.now() - begun).toBeLessThan(2700);
    });

    it("builds several at once without mixing them up", async () => {
      const outcomes = await Promise.all(
        [1, 2, 3].map((number) =>
          build(`FROM busybox\nRUN echo ${number} > /n; sleep 0.1; cat /n\n`, { noCache: true }),
        ),
      );
      expect(outcomes.map(({ log }) => log)).toEqual(["1\n", "2\n", "3\n"]);
    });

    it("emits nothing after it has finished", async () => {
      const outcome = await build("FROM busybox\nRUN seq 1 2000\n", { noCache: true });
      const before = outcome.events.length;
      await new Promise((resolve) => setImmediate(resolve));
      expect(outcome.events).toHaveLength(before);
      expect(outcome.log.trim().split("\n")).toHaveLength(2000);
    });
  });
}
