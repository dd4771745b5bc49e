import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { formatPlatform } from "#contract/names/platform.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { storedIndex } from "#server/oci/store/imageDocuments.ts";
import type { RunningEvent } from "../builder.ts";
import { type OpenedBuildKit, TESTED_BUILDERS } from "./buildKitFixture.ts";

const engines = testEngines();
const never = new AbortController().signal;

for (const [what, open] of Object.entries(TESTED_BUILDERS)) {
  describe(`what a build asks of ${what}`, () => {
    if (engines === undefined) return it.skip(NO_TEST_ENGINES);
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

    it("makes an image for each platform, and names that for this machine", async () => {
      const { finished, image } = await build("FROM scratch\nCOPY <<EOF /f\nx\nEOF\n", {
        platform: "linux/amd64,linux/arm64",
        tags: ["strata-d-both:1"],
      });
      expect(finished.problem).toBeUndefined();
      const ids = finished.image?.platforms ?? [];
      const host = image?.platform;
      expect(ids[0]).toEqual({ platform: host, id: image?.id });
      const stored = ids.map(({ id }) => opened.images.require("w", id));
      expect(stored.map((one) => one.platform).sort()).toEqual(["linux/amd64", "linux/arm64"]);
      expect(stored.map(({ tags }) => tags)).toEqual([["strata-d-both:1"], []]);
      expect(stored.map(({ platforms }) => platforms)).toEqual([ids, ids]);
      expect(opened.images.list("w").filter((one) => ids.some(({ id }) => id === one.id))).toHaveLength(1);
      const index = image && storedIndex(opened.images, image);
      const { manifests } = JSON.parse(index?.bytes.toString() ?? "{}");
      expect(manifests).toMatchObject(stored.map(({ manifestDigest }) => ({ digest: manifestDigest })));
    });

    it("leaves no image of another platform behind if a later one fails", async () => {
      const main = formatPlatform(hostPlatform());
      const other = main === "linux/amd64" ? "linux/arm64" : "linux/amd64";
      const good = `FROM scratch AS ${other.slice(6)}\nCOPY <<EOF /f\nx\nEOF\n`;
      const bad = `FROM scratch AS ${main.slice(6)}\nCOPY --from=busybox /nosuch /\n`;
      const both = { platform: `${main},${other}` };
      const before = opened.images.lastingBlobs();
      const { finished } = await build(`${good}${bad}FROM $TARGETARCH\n`, both);
      expect(finished.state).toBe("failed");
      expect(opened.images.lastingBlobs()).toEqual(before);
    });

    it("starts from an image of another platform, or says that the engine can't be handed it", async () => {
      const platform = formatPlatform(hostPlatform()) === "linux/amd64" ? "linux/arm64" : "linux/amd64";
      await build("FROM scratch\nCOPY <<EOF /f\nx\nEOF\n", { platform, tags: ["strata-d-far:1"] });
      const { finished } = await build("FROM strata-d-far:1\nCOPY <<EOF /g\ny\nEOF\n", { platform });
      if (what !== "a Docker engine") return expect(finished.problem).toBeUndefined();
      expect(finished.problem).toMatchObject({
        code: "build/platform",
        detail: `The Docker engine of the builder tested can't be handed the image strata-d-far:1 for ${platform}.`,
        range: { start: { line: 0 } },
      });
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

    it("keeps a cache under a name, and takes it from there", async () => {
      const cache = [{ type: "local" as const, name: "kept" }];
      const { finished } = await build("FROM busybox\nRUN echo cached > /f\n", { cacheTo: cache });
      if (what === "a Docker engine") return expect(finished.problem?.code).toBe("build/unsupported");
      expect(finished.problem).toBeUndefined();
      const [owner = ""] = readdirSync(join(opened.dataDir, "shared-caches"));
      const index = join(opened.dataDir, "shared-caches", owner, "kept", "index.json");
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
