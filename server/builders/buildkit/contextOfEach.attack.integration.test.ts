import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NO_TEST_ENGINES, testEngines } from "#server/docker/testEngines.ts";
import { tarOfMembers } from "#server/oci/archive/archiveFixture.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import { type OpenedBuildKit, TESTED_BUILDERS } from "./buildKitFixture.ts";

const engines = testEngines();

for (const [what, open] of Object.entries(TESTED_BUILDERS)) {
  describe(`contexts on ${what}`, () => {
    if (engines === undefined) return it.skip(NO_TEST_ENGINES);
    let opened: OpenedBuildKit;
    beforeAll(async () => {
      opened = await open(engines);
    });
    afterAll(() => opened.close());

    /** The file of the image of a workspace whose only file has these words. */
    async function built(workspace: string, words: string): Promise<string | undefined> {
      const { builder, contexts, images } = opened;
      async function* tar() {
        yield tarOfMembers(["secret", words]);
      }
      const { digest } = await contexts.fromTar(tar());
      const request = { context: digest, dockerfileText: "FROM scratch\nCOPY secret /\n" };
      const job = { id: workspace, workspace, request };
      const { image, problem } = await builder.build(job, () => undefined, new AbortController().signal);
      expect(problem).toBeUndefined();
      const { layers = [] } = image === undefined ? {} : images.require(workspace, image.id);
      const tree = openFileTree(
        images.blobs,
        layers.map(({ diffId }) => diffId),
      );
      const found = tree.lookup("secret");
      return found && readContent(images.blobs, found.node.inode).toString();
    }

    it("a file that looks like another workspace's, with its name, size, and time, brings nothing of that one", async () => {
      const now = Date.now();
      expect(await built("ada", `${now} of ada`)).toBe(`${now} of ada`);
      expect(await built("bob", `${now} of bob`)).toBe(`${now} of bob`);
    });
  });
}
