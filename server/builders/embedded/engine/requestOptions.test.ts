import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import type { RunningEvent } from "../../builder.ts";
import { openTestEngine } from "./engineFixture.ts";
import { runBuild } from "./runBuild.ts";

describe("the options of a build request", () => {
  let dir = "";
  let open: ReturnType<typeof openTestEngine>;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "strata-asked-"));
    open = openTestEngine(dir);
  });
  afterEach(() => {
    open.close();
    rmSync(dir, { recursive: true, force: true });
  });

  async function build(dockerfileText: string, asked: Partial<BuildRequest> = {}) {
    const events: RunningEvent[] = [];
    const job = { id: "b", workspace: "w", request: { dockerfileText, ...asked } };
    const finished = await runBuild(open.engine, job, (event) => events.push(event), new AbortController().signal);
    const image = finished.image && open.engine.images.require("w", finished.image.id);
    const diffIds = image?.layers.map(({ diffId }) => diffId) ?? [];
    return { finished, image, events, tree: openFileTree(open.engine.images.blobs, diffIds) };
  }

  const contextOf = (...files: [path: string, text: string][]) =>
    open.engine.contexts.fromFiles(files.map(([path, text]) => ({ path, text }))).digest;

  it("override the Dockerfile's labels without a row in the history", async () => {
    const { image } = await build("FROM scratch\nLABEL a=1 b=2\n", { labels: { a: "x", c: "" } });
    expect(image?.config.config?.Labels).toEqual({ a: "x", b: "2", c: "" });
    expect(image?.config.history).toHaveLength(1);
  });

  it("put annotations on the manifest, which the image keeps", async () => {
    const annotations = { "org.opencontainers.image.title": "t" };
    const { image } = await build("FROM scratch\nENV a=b\n", { annotations });
    expect(image?.manifest.annotations).toEqual(annotations);
    const kept = open.engine.images.blobs.readAll(image?.manifestDigest ?? "sha256:");
    expect(JSON.parse(kept.toString())).toEqual(image?.manifest);
    const again = await build("FROM scratch\nENV a=b\n");
    expect(again.image?.id).toBe(image?.id);
    expect(again.image?.manifest.annotations).toBeUndefined();
  });

  it("set the time of the history and of WORKDIR's folders, and an invalid one is reported", async () => {
    const buildArgs = { SOURCE_DATE_EPOCH: "1000000000" };
    const { image, tree } = await build("FROM scratch\nWORKDIR /w/x\nENV a=b\n", { buildArgs });
    expect(image?.config.created).toBe("2001-09-09T01:46:40Z");
    expect(image?.config.history?.map(({ created }) => created)).toEqual(Array(2).fill("2001-09-09T01:46:40Z"));
    expect(tree.lookup("w/x")?.node.inode.entry.mtime).toBe(1_000_000_000);
    const wrong = await build("FROM scratch\n", { buildArgs: { SOURCE_DATE_EPOCH: "1e9" } });
    expect(wrong.finished.problem?.detail).toBe("invalid SOURCE_DATE_EPOCH: 1e9");
  });

  it("apply the platform and the target to every FROM", async () => {
    const text = (base: string) => `FROM ${base}\nFROM scratch AS t\nENV a=b\nFROM scratch\n`;
    const byPlatform = await build(text(`\${TARGETARCH/s390x/good}`), { platform: "linux/s390x", target: "t" });
    expect(byPlatform.finished.problem).toBeUndefined();
    expect((await build(text(`\${TARGETARCH/s390x/BAD}`), { platform: "linux/s390x" })).finished.problem).toMatchObject(
      {
        code: "image/reference",
        range: { start: { line: 0, character: 5 } },
      },
    );
    expect((await build(text(`\${TARGETSTAGE/default/BAD}`), { target: "t" })).finished.state).toBe("done");
    expect((await build(text(`\${TARGETSTAGE/default/BAD}`))).finished.state).toBe("failed");
  });

  it("allow no copy from scratch", async () => {
    const { finished, tree } = await build("FROM scratch\nCOPY --from=scratch / /d/\n");
    expect(finished.problem).toBeUndefined();
    expect(tree.lookup("d")?.node.children?.size).toBe(0);
  });

  it("redo only the steps of the stages they name", async () => {
    const text =
      "FROM busybox AS one\nRUN a\nFROM busybox AS Two\nRUN b\nFROM busybox\nCOPY --from=one /ran /1\nRUN c\n";
    await build(text);
    const { events } = await build(text, { noCacheFilter: ["TWO"], target: "two" });
    const ran = (told: RunningEvent[]) =>
      told.flatMap((event) => (event.type === "step" && event.state === "running" ? [event.step] : []));
    expect(ran(events)).toEqual(["1.1"]);
    expect(ran((await build(text, { noCacheFilter: ["2"] })).events)).toEqual(["2.1", "2.2"]);
  });

  it("build nothing with an invalid .dockerignore, and name its line", async () => {
    const context = contextOf([".dockerignore", "fine\na[\n"]);
    const { finished } = await build("FROM busybox\nRUN a\n", { context });
    expect(finished.problem?.detail).toBe("syntax error in pattern (line 2 of .dockerignore)");
    expect(open.ran).toEqual([]);
  });

  describe("named contexts", () => {
    it("can be copied from and mounted like stages, each with its own .dockerignore", async () => {
      const lib = contextOf(["a", "of lib"], ["b", "ignored"], [".dockerignore", "b"]);
      const { tree } = await build("FROM scratch\nCOPY a /own\nCOPY --from=lib . /lib/\n", {
        context: contextOf(["a", "own"]),
        namedContexts: { lib },
      });
      expect(tree.lookup("lib/a")?.node.inode.entry.size).toBe(6);
      expect(tree.lookup("own")?.node.inode.entry.size).toBe(3);
      expect(tree.lookup("lib/b")).toBeUndefined();
    });

    it("can be a base, with one layer", async () => {
      const { image, tree } = await build("FROM lib\nENV a=b\n", { namedContexts: { lib: contextOf(["d/f", "x"]) } });
      expect(image?.layers).toHaveLength(1);
      expect(image?.config.history?.[0]?.created_by).toBe("local source for lib");
      expect(tree.lookup("d/f")).toBeDefined();
    });

    it("replace a stage of the same name, which is not built", async () => {
      const text = "FROM busybox AS base\nRUN fail\nFROM base\nENV a=b\n";
      const namedContexts = { base: contextOf(["f", "x"]) };
      expect((await build(text, { namedContexts })).finished.state).toBe("done");
      expect(open.ran).toEqual([]);
    });

    it("replace an image, however its name is written", async () => {
      const namedContexts = { "example.com/base:1": "docker-image://busybox" };
      const { finished } = await build("FROM example.com/base:1\nENV a=b\n", { namedContexts });
      expect(finished.problem).toBeUndefined();
    });

    it("must exist and have a valid name of a stage or an image", async () => {
      const bad = await build("FROM scratch\n", { namedContexts: { "No Name": "docker-image://busybox" } });
      expect(bad.finished.problem?.detail).toBe("invalid context name No Name");
      const gone = await build("FROM lib\n", { namedContexts: { lib: `sha256:${"0".repeat(64)}` } });
      expect(gone.finished.problem?.code).toBe("context/not-found");
    });
  });
});
