import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { TAR_END, tarHeader } from "#server/oci/tar/tarWriter.ts";
import type { RunningEvent } from "../builder.ts";
import { type OpenedBuildKit, TESTED_BUILDERS } from "./buildKitFixture.ts";

const engines = testEngines();
const never = new AbortController().signal;

for (const [what, open] of Object.entries(TESTED_BUILDERS)) {
  describe(`a hostile build on ${what}`, () => {
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

    it("a secret: it is given to one command, and left nowhere", async () => {
      const { log, image } = await build("FROM busybox\nRUN --mount=type=secret,id=k wc -c < /run/secrets/k\n", {
        secrets: { k: "hidden words" },
        noCache: true,
      });
      expect(log).toBe("12\n");
      expect(JSON.stringify(image?.config)).not.toContain("hidden");
      expect(readdirSync(join(opened.dataDir, "buildkit", "tested", "work"))).toEqual([]);
    });

    it("a link out of the context: it is written as it is, beside files with their modes", async () => {
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

    it("the machine's network: no build gets it, whoever asks", async () => {
      for (const request of [{ network: "host" as const }, {}]) {
        const { finished } = await build("FROM busybox\nRUN --network=host id\n", request);
        expect(finished.problem?.code).toBe("build/unsupported");
        expect(finished.problem?.next).toMatch(/\.$/);
      }
    });

    it("options in values: the client takes none of a request's", async () => {
      const odd = { A: "--push", B: 'x","y', C: "a\nb" };
      const { log, finished } = await build('FROM busybox\nARG A\nARG B\nARG C\nRUN echo "$A|$B|$C"\n', {
        buildArgs: odd,
        noCache: true,
      });
      expect(finished.problem).toBeUndefined();
      expect(log).toBe('--push|x","y|a\nb\n');
    });
  });
}
