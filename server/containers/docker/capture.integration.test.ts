import { afterAll, describe, expect, it } from "vitest";
import { NO_TEST_ENGINES, testSockets } from "#server/docker/testEngines.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { ContainerFixture, type ContainerRunner, OWNER } from "../service/containerFixture.ts";

const engines = testSockets();
const root = sandboxUsers().users.find(({ uid, hasIds }) => uid === undefined && hasIds);
if (engines.length === 0) it.skip(NO_TEST_ENGINES);
if (root === undefined) it.skip("NOT TESTED HERE: no sandbox to compare with");

const SCRIPT = `
  mkdir -p /a/b && echo one > /a/b/c && ln /a/b/c /a/linked && ln -s ../x /a/b/symlink && chmod 4755 /a/b/c
  chown -R 12:34 /a && chmod 1777 /a && mkfifo /a/pipe
  rm -r /var && mkdir /var && echo new > /var/new
  rm /bin/vi && ln /bin/busybox /linked-below && chmod 700 /tmp && touch -d @1000000000 /old
  printf 'long\\n' > "/a/$(printf 'n%.0s' $(seq 120))" && echo ü > /a/ü
`;

describe.runIf(root !== undefined).each(engines)("a commit on the Docker engine at %s", (socket) => {
  const fixtures: ContainerFixture[] = [];
  afterAll(async () => {
    for (const fixture of fixtures) await fixture.close();
  });

  async function committed(runner: ContainerRunner) {
    const fixture = new ContainerFixture(runner);
    fixtures.push(fixture);
    const { id, state, output } = await fixture.ran(SCRIPT);
    expect([state.code, output]).toEqual([0, ""]);
    await fixture.containers.commit(OWNER, id, { tag: "committed" });
    const image = fixture.images.require(OWNER, "committed");
    const tree = openFileTree(
      fixture.images.blobs,
      image.layers.map(({ diffId }) => diffId),
    );
    const files = [...tree.walk()].map(({ path, node }) => {
      const { type, mode, uid, gid, size, linkTarget } = node.inode.entry;
      return { path, type, mode, uid, gid, size, ...(type === "symlink" && { linkTarget }) };
    });
    const changes = (await fixture.containers.changes(OWNER, id)).map(({ path, change }) => `${change} ${path}`);
    const same = tree.lookup("a/linked")?.node.inode === tree.lookup("a/b/c")?.node.inode;
    return { files, changes, same, old: tree.lookup("old")?.node.inode.entry.mtime, config: image.config.config };
  }

  it("makes the same files as one in a sandbox: owners, modes, links, times, and what is deleted", async () => {
    if (root === undefined) return;
    const there = await committed({ address: `unix://${socket}` });
    expect(there.same).toBe(true);
    expect(there.old).toBe(1_000_000_000);
    expect(there).toEqual(await committed({ user: root }));
  });
});
