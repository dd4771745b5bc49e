import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import { TAR_END, tarHeader } from "#server/oci/tar/tarWriter.ts";
import type { RunningEvent } from "../builder.ts";
import { BUILDKITS, type OpenedBuildKit } from "./buildKitFixture.ts";
import { NO_ENGINES, testEngines } from "./testEngines.ts";

const engines = testEngines();
const never = new AbortController().signal;

for (const [what, open] of Object.entries(BUILDKITS)) {
  describe(`what a build asks of ${what}`, () => {
    if (engines === undefined) return it.skip(NO_ENGINES);
    let opened: OpenedBuildKit;
    beforeAll(async () => {
      opened = await open(engines);
    });
    afterAll(() => opened.close());

    async function build(dockerfileText: string, request: Partial<BuildRequest> = {}) {
      const events: RunningEvent[] = [];
      const job = { id: "b", workspace: "w", request: { dockerfileText, ...request } };
      const finished = await opened.builder.build(job, (event) => events.push(event), never);
      const image = finished.image && opened.images.require("w", finished.image.id);
      const log = events.map((event) => (event.type === "log" ? event.text : "")).join("");
      return { finished, events, image, log };
    }

    function text(
      image: { readonly layers: readonly { readonly diffId: `sha256:${string}` }[] } | undefined,
      path: string,
    ) {
      const { blobs } = opened.images;
      const tree = openFileTree(blobs, image?.layers.map(({ diffId }) => diffId) ?? []);
      const found = tree.lookup(path);
      return found && readContent(blobs, found.node.inode).toString();
    }

    it("starts from an image that was built here, and that the engine does not have", async () => {
      await build("FROM busybox\nRUN echo first > /first\nENV A=1\n", { tags: ["strata-d-app:1"] });
      const { image, finished } = await build("FROM strata-d-app:1\nCOPY --from=strata-d-app:1 /first /second\n");
      expect(finished.problem).toBeUndefined();
      expect(text(image, "second")).toBe("first\n");
      expect(image?.config.config?.Env).toContain("A=1");
      expect(image?.baseName).toBe("strata-d-app:1");
    });

    it("tells the place and the layer of every row, and the files of every layer", async () => {
      const { image, events } = await build("FROM busybox\nENV A=1\nRUN echo 12345 > /n\nWORKDIR /w\nCMD x\n");
      const rows = image?.provenance.map((row) => row && `${row.instruction} ${row.range.start.line}`) ?? [];
      expect(rows.filter((row) => row !== null)).toEqual(["ENV 1", "RUN 2", "WORKDIR 3", "CMD 4"]);
      expect(image?.built).toBe(true);
      const layers = events.flatMap((event) =>
        event.type === "step" && event.layer ? [[event.step, event.layer]] : [],
      );
      const ids = image?.layers.map(({ diffId }) => diffId) ?? [];
      expect(layers).toEqual([
        ["0.0", expect.objectContaining({ diffId: ids[0], below: [] })],
        ["0.2", { diffId: ids[1], size: 6, files: 1 }],
        ["0.3", { diffId: ids[2], size: 0, files: 0 }],
      ]);
      expect(image?.baseLayers).toBe(1);
    });

    it("gives a secret to one command, and leaves it nowhere", async () => {
      const { log, image } = await build("FROM busybox\nRUN --mount=type=secret,id=k wc -c < /run/secrets/k\n", {
        secrets: { k: "hidden words" },
        noCache: true,
      });
      expect(log).toBe("12\n");
      expect(JSON.stringify(image?.config)).not.toContain("hidden");
      expect(readdirSync(join(opened.dataDir, "buildkit", "tested", "work"))).toEqual([]);
    });

    it("takes named contexts, .dockerignore files, labels, and a target", async () => {
      const files = [{ path: ".dockerignore", text: "no\n" }, ...["yes", "no"].map((path) => ({ path, text: path }))];
      const { digest } = opened.contexts.fromFiles(files);
      const other = opened.contexts.fromFiles([{ path: "in/x", text: "named" }]).digest;
      const dockerfile = "FROM busybox AS one\nCOPY . /c\nCOPY --from=other in/x /x\nFROM one\nRUN exit 1\n";
      const asked = { context: digest, namedContexts: { other }, labels: { who: "ada" }, target: "one" };
      const { image, finished } = await build(dockerfile, asked);
      expect(finished.problem).toBeUndefined();
      expect([text(image, "c/yes"), text(image, "c/no"), text(image, "x")]).toEqual(["yes", undefined, "named"]);
      expect(image?.config.config?.Labels).toMatchObject({ who: "ada" });
    });

    it("keeps modes of the context, and follows no link out of it while it is written", async () => {
      const attributes = { uid: 0, gid: 0, mtime: 1_000_000_000 };
      const tar = [
        tarHeader({ ...attributes, path: "d", type: "dir", mode: 0o500, size: 0 }),
        tarHeader({ ...attributes, path: "d/run", type: "file", mode: 0o4711, size: 0 }),
        tarHeader({ ...attributes, path: "out", type: "symlink", mode: 0o777, size: 0, linkTarget: "/etc" }),
        TAR_END,
      ];
      const { digest } = await opened.contexts.fromTar(Readable.from(tar));
      const { log } = await build("FROM busybox\nCOPY . /c\nRUN stat -c '%a %u %n' /c/d /c/d/run; readlink /c/out\n", {
        context: digest,
        noCache: true,
      });
      expect(log).toBe("500 0 /c/d\n4711 0 /c/d/run\n/etc\n");
    });

    it("never gives a build the machine's network", async () => {
      for (const request of [{ network: "host" as const }, {}]) {
        const { finished } = await build("FROM busybox\nRUN --network=host id\n", request);
        expect(finished.problem?.code).toBe("build/unsupported");
        expect(finished.problem?.next).toMatch(/\.$/);
      }
    });

    it("passes on what BuildKit warns of, with its place", async () => {
      const { events } = await build("FROM busybox\nRUN true\nCMD echo x\n");
      expect(events).toContainEqual(
        expect.objectContaining({
          type: "warning",
          code: "JSONArgsRecommended",
          url: expect.stringContaining("docs.docker.com"),
          range: expect.objectContaining({ start: { line: 2, character: 0 } }),
        }),
      );
    });

    it("says that a registry can't be reached, at the FROM that names it", async () => {
      const { finished } = await build("FROM busybox\nFROM nosuch.invalid/image:1\n");
      expect(finished.problem).toMatchObject({ code: "registry/unreachable", range: { start: { line: 1 } } });
    });

    it("lets nothing of a request be an option of the client", async () => {
      const odd = { A: "--push", B: 'x","y', C: "a\nb" };
      const { log, finished } = await build('FROM busybox\nARG A\nARG B\nARG C\nRUN echo "$A|$B|$C"\n', {
        buildArgs: odd,
        noCache: true,
      });
      expect(finished.problem).toBeUndefined();
      expect(log).toBe('--push|x","y|a\nb\n');
    });

    it("keeps a cache under a name, and takes it from there", async () => {
      const cache = [{ type: "local" as const, name: "kept" }];
      const { finished } = await build("FROM busybox\nRUN echo cached > /f\n", { cacheTo: cache });
      if (what === "a Docker engine") return expect(finished.problem?.code).toBe("build/unsupported");
      expect(finished.problem).toBeUndefined();
      const [owner = ""] = readdirSync(join(opened.dataDir, "buildkit", "tested", "caches"));
      const index = join(opened.dataDir, "buildkit", "tested", "caches", owner, "kept", "index.json");
      expect(readFileSync(index, "utf8")).toContain("manifests");
      expect((await build("FROM busybox\nRUN echo cached > /f\n", { cacheFrom: cache })).finished.state).toBe("done");
    });

    it("keeps provenance with the image that it is about, where the engine makes it", async () => {
      const { finished, image } = await build("FROM busybox\nRUN true\n", { attestations: { provenance: "max" } });
      if (what === "a Docker engine") return expect(finished.problem?.code).toBe("build/unsupported");
      expect(finished.problem).toBeUndefined();
      expect(image?.layers.length).toBe(2);
    });
  });
}
