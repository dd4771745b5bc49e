import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { CommitRequest, ContainerSpec } from "#contract/container.ts";
import type { ContainerConfig, ImageConfig } from "#contract/image.ts";
import { ProblemError } from "#contract/problemError.ts";
import { changeConfig } from "#dockerfile/plan/changeConfig.ts";
import { sampledUsers } from "#server/acceptance/sampledUsers.ts";
import { openFileTree } from "#server/oci/store/fileTree.ts";
import { readContent } from "#server/oci/store/treeContent.ts";
import { commitContainer } from "./commit.ts";
import type { Writable } from "./writable.ts";
import { openWritableFixture, type WritableFixture } from "./writableFixture.ts";

const PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/** `docker inspect` of an image in the comparison with the Docker Engine 28.5. */
const BASE: ContainerConfig = {
  User: "0",
  ExposedPorts: { "80/tcp": {} },
  Env: [PATH, "A=1"],
  Entrypoint: ["/bin/sh", "-c"],
  Cmd: ["true"],
  Volumes: { "/v": {} },
  WorkingDir: "/w",
  Labels: { l: "base" },
  StopSignal: "SIGINT",
  Healthcheck: { Test: ["CMD-SHELL", "true"] },
  OnBuild: ["RUN true"],
  Shell: ["/bin/sh", "-ec"],
};
/** `docker run -e B=2 -l run=1 -p 90:90 IMAGE "echo hi > /file"`. */
const RUN: ContainerSpec = {
  image: "base",
  entrypoint: ["/bin/sh", "-c"],
  command: ["echo hi > /file"],
  env: ["B=2", PATH, "A=1"],
  workdir: "/w",
  user: "0",
  labels: { l: "base", run: "1" },
  ports: [{ container: 90, protocol: "tcp", host: 90 }],
  stopSignal: "SIGINT",
  healthcheck: { Test: ["CMD-SHELL", "true"] },
};
const CHANGES = [
  'CMD ["a","b"]',
  "ENV C=3 D=4",
  "EXPOSE 81",
  "LABEL x=y",
  "VOLUME /q",
  "WORKDIR sub",
  "USER nobody",
  "ONBUILD RUN echo",
  'ENTRYPOINT ["/e"]',
];

const { users, missing } = sampledUsers("docker commit");
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);

function changed(config: ContainerConfig, changes: readonly string[]): ContainerConfig {
  const result = changeConfig(config, changes);
  if (!result.ok) throw new ProblemError(result.problem);
  return result.config;
}

describe.each(users)("docker commit of a container of $name", (user) => {
  let fixture: WritableFixture;

  beforeAll(async () => {
    fixture = await openWritableFixture(user);
  });
  afterAll(async () => await fixture.close());

  async function commit(writable: Writable, request: CommitRequest = {}, spec = RUN, config = BASE) {
    const image: ImageConfig = { ...fixture.config, config };
    const tools = { images: fixture.images, changeConfig: changed, launch: user.launch };
    const committed = { owner: "w", writable, spec, image: { ref: "base", config: image } };
    const id = await commitContainer(tools, committed, request, AbortSignal.timeout(30_000));
    return fixture.images.require("w", id);
  }

  /** Text of a file and who owns it; undefined if it is not there. */
  function fileIn(
    image: { readonly layers: readonly { readonly diffId: Writable["layers"][number] }[] },
    path: string,
  ) {
    const tree = openFileTree(
      fixture.blobs,
      image.layers.map(({ diffId }) => diffId),
    );
    const inode = tree.lookup(path)?.node.inode;
    return inode && { text: String(readContent(fixture.blobs, inode)), uid: inode.entry.uid, mode: inode.entry.mode };
  }

  test("the configuration and the history are those of Docker, field by field", async () => {
    const writable = await fixture.write("echo hi > /file");
    const request = { tag: "committed", message: "the msg", author: "me", changes: CHANGES };
    const { config, tags } = await commit(writable, request);
    expect(tags).toEqual(["committed:latest"]);
    expect(config.config).toEqual({
      User: "nobody",
      ExposedPorts: { "80/tcp": {}, "81/tcp": {}, "90/tcp": {} },
      Env: ["B=2", PATH, "A=1", "C=3", "D=4"],
      Entrypoint: ["/e"],
      Cmd: ["a", "b"],
      Volumes: { "/q": {}, "/v": {} },
      WorkingDir: "/w/sub",
      Labels: { l: "base", run: "1", x: "y" },
      StopSignal: "SIGINT",
      Healthcheck: { Test: ["CMD-SHELL", "true"] },
      OnBuild: ["RUN echo"],
    });
    expect(config.author).toBe("me");
    expect(config.history?.slice(0, -1)).toEqual(fixture.config.history);
    expect(config.history?.at(-1)).toEqual({
      created: config.created,
      author: "me",
      created_by: "echo hi > /file",
      comment: "the msg",
    });
  });

  test("a name that would delete another file in a layer is refused in a container's words", async () => {
    const committing = commit(await fixture.write("mkdir /d; touch /d/.wh.x"));
    await expect(committing).rejects.toMatchObject({
      problem: {
        code: "container/state",
        detail: "/d/.wh.x can't be committed: in a layer, names that begin with .wh. mark deleted files.",
        next: "Rename or remove it in the container.",
      },
    });
  });

  test("the new layer holds what the container added, changed, and deleted", async () => {
    const writable = await fixture.write(
      "echo hi > /file; chmod 4711 /file; echo more >> /etc/passwd; rm /etc/group; ln /file /other",
    );
    const image = await commit(writable);
    expect(image.layers).toHaveLength(fixture.layers.length + 1);
    expect(fileIn(image, "/file")).toEqual({ text: "hi\n", uid: 0, mode: 0o4711 });
    expect(fileIn(image, "/other")?.text).toBe("hi\n");
    expect(fileIn(image, "/etc/passwd")?.text).toMatch(/^root:.*more\n$/s);
    expect(fileIn(image, "/etc/group")).toBeUndefined();
  });

  test("a container that changed nothing adds a row and no layer, as in Docker", async () => {
    const writable = await fixture.write("cat /etc/passwd; touch /usr");
    const plain = { image: "busybox", command: ["true"], env: [PATH], workdir: "/", user: "" };
    const image = await commit(writable, {}, plain, { Env: [PATH], Cmd: ["sh"] });
    expect(image.layers).toHaveLength(fixture.layers.length);
    expect(image.config.config).toEqual({ Env: [PATH], Cmd: ["true"] });
    expect(image.config.history?.at(-1)).toMatchObject({ created_by: "true", empty_layer: true });
    expect(image.tags).toEqual([]);
  });

  test("a mistake in a change makes no image", async () => {
    const writable = await fixture.write("echo hi > /file");
    const before = fixture.images.list("w").length;
    await expect(commit(writable, { changes: ["RUN true"] })).rejects.toThrow("RUN is not a valid change command");
    expect(fixture.images.list("w")).toHaveLength(before);
  });

  test("a container that runs can be committed while it writes", async () => {
    const script =
      "echo hi > /file; echo ready; i=0; while true; do i=$((i+1)); echo $i > /n$((i % 50)); rm -f /n$((i * 7 % 50)); done";
    const running = await fixture.begin(script);
    const image = await commit(running);
    running.signal("SIGKILL");
    await running.wait();
    expect(fileIn(image, "/file")?.text).toBe("hi\n");
  });
});
