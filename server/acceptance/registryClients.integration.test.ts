import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { imageListSchema } from "#contract/image.ts";
import { routes } from "#contract/routes.ts";
import { puller } from "#server/oci/distribution/pullFixture.ts";
import { type RunningServer, spawnServer } from "./runningServer.ts";

/** The command of a Docker client whose engine may be used, such as `docker`. */
const DOCKER = process.env.STRATA_TEST_DOCKER;
const run = promisify(execFile);
const isInstalled = (program: string) =>
  run(program, ["--version"]).then(
    () => true,
    () => false,
  );
const hasSkopeo = await isInstalled("skopeo");
const hasPodman = await isInstalled("podman");
if (DOCKER === undefined) process.stderr.write("SKIPPED: STRATA_TEST_DOCKER names no docker command: no docker push\n");
if (!hasSkopeo) process.stderr.write("SKIPPED: skopeo is not installed: no skopeo copy\n");
if (!hasPodman) process.stderr.write("SKIPPED: podman is not installed: no podman push\n");

let server: RunningServer;
let host: string;
let dir: string;

beforeAll(async () => {
  // FROM may use the server's own registry, like any other on this machine.
  server = await spawnServer({ env: { STRATA_REGISTRY_PRIVATE: "yes" } });
  host = new URL(server.url).host;
  dir = mkdtempSync(join(tmpdir(), "strata-registry-"));
  await built(server, "FROM busybox\nCOPY <<EOF /greeting\nhello from Strata\nEOF\nCMD cat /greeting\n", "hello:1");
});

afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function built(where: RunningServer, dockerfileText: string, tag: string): Promise<void> {
  const { finished, log } = await where.build({ dockerfileText, tags: [tag] });
  expect(finished.problem, log).toBeUndefined();
}

async function imagesOf(where: RunningServer) {
  return imageListSchema.parse(await (await where.fetch(routes.images())).json()).images;
}

const idOf = async (where: RunningServer, name: string) =>
  (await imagesOf(where)).find(({ tags }) => tags.includes(name))?.id;

describe("FROM", () => {
  it("uses an image of the server's own registry, by the name that other clients use", async () => {
    await built(server, `FROM ${host}/hello:1\nCOPY <<EOF /more\nx\nEOF\n`, "from-own:1");
    expect(await idOf(server, "from-own:1")).toBeDefined();
  });

  it("uses an image of another Strata's registry, with the same ID", async () => {
    const another = puller();
    const { id, layers } = await another.pull(`${host}/hello:1`, { allowPrivate: true });
    expect(id).toBe(await idOf(server, "hello:1"));
    const last = layers.at(-1)?.diffId ?? id;
    expect(another.store.blobs.readAll(last).toString()).toContain("hello from Strata");
  });
});

describe.skipIf(!hasSkopeo)("skopeo", () => {
  const skopeo = async (...args: string[]) => (await run("skopeo", args)).stdout;

  it("copies an image out of the registry and back in, with the same digest", async () => {
    const folder = `dir:${join(dir, "image")}`;
    await skopeo("copy", "--preserve-digests", "--src-tls-verify=false", `docker://${host}/hello:1`, folder);
    const name = `docker://${host}/skopeo/hello:2`;
    await skopeo("copy", "--preserve-digests", "--dest-tls-verify=false", folder, name);
    expect(await idOf(server, `${host}/skopeo/hello:2`)).toBe(await idOf(server, "hello:1"));
    const digest = (image: string) => skopeo("inspect", "--format", "{{.Digest}}", "--tls-verify=false", image);
    expect(await digest(name)).toBe(await digest(`docker://${host}/hello:1`));
  });

  it("compresses layers on the way without changing the image", async () => {
    const layout = `oci:${join(dir, "layout")}:1`;
    await skopeo("copy", "--src-tls-verify=false", `docker://${host}/hello:1`, layout);
    await skopeo("copy", "--dest-tls-verify=false", layout, `docker://${host}/skopeo/small:1`);
    expect(await idOf(server, `${host}/skopeo/small:1`)).toBe(await idOf(server, "hello:1"));
  });

  it("lists tags and deletes an image", async () => {
    const source = `docker://${host}/hello:1`;
    const target = `docker://${host}/deleted:3`;
    await skopeo("copy", "--src-tls-verify=false", "--dest-tls-verify=false", source, target);
    expect(JSON.parse(await skopeo("list-tags", "--tls-verify=false", `docker://${host}/deleted`))).toMatchObject({
      Tags: ["3"],
    });
    await skopeo("delete", "--tls-verify=false", target);
    expect(await idOf(server, `${host}/deleted:3`)).toBeUndefined();
  });
});

describe.skipIf(!hasPodman)("podman", () => {
  // Storage of its own, with a driver that works on any file system.
  const podman = async (...args: string[]) => {
    const storage = ["--root", join(dir, "podman"), "--runroot", join(dir, "podman-run"), "--storage-driver", "vfs"];
    return (await run("podman", [...storage, ...args])).stdout.trim();
  };

  it("pulls an image that was built here, with the same ID", async () => {
    await podman("pull", "--quiet", "--tls-verify=false", `${host}/hello:1`);
    expect(`sha256:${await podman("image", "inspect", "--format", "{{.Id}}", `${host}/hello:1`)}`).toBe(
      await idOf(server, "hello:1"),
    );
  });

  it("pushes it to another repository, and FROM uses it", async () => {
    const name = `${host}/podman/pushed:1`;
    await podman("push", "--quiet", "--tls-verify=false", `${host}/hello:1`, `docker://${name}`);
    expect(await idOf(server, name)).toBe(await idOf(server, "hello:1"));
    await built(server, `FROM ${name}\nRUN grep Strata /greeting\n`, "from-podman:1");
  });

  it("pushes an image in the format of Docker", async () => {
    const name = `${host}/podman/docker:1`;
    await podman("push", "--quiet", "--tls-verify=false", "--format", "v2s2", `${host}/hello:1`, `docker://${name}`);
    await built(server, `FROM ${name}\nRUN grep Strata /greeting\n`, "from-podman:2");
  });
});

describe.skipIf(DOCKER === undefined)("docker", () => {
  const docker = async (...args: string[]) => {
    const [command = "", ...first] = (DOCKER ?? "").split(" ");
    return (await run(command, [...first, ...args])).stdout.trim();
  };

  it("pulls an image that was built here, with the same ID, and runs it", async () => {
    await docker("pull", "--quiet", `${host}/hello:1`);
    expect(await docker("image", "inspect", "--format", "{{.Id}}", `${host}/hello:1`)).toBe(
      await idOf(server, "hello:1"),
    );
    expect(await docker("run", "--rm", `${host}/hello:1`)).toBe("hello from Strata");
  });

  it("pushes an image, which FROM then uses, and pulls the same one again", async () => {
    const name = `${host}/team/pushed:2`;
    await docker("tag", `${host}/hello:1`, name);
    const digest = /digest: (sha256:\w+)/.exec(await docker("push", name))?.[1];
    expect(await idOf(server, name)).toBe(await idOf(server, "hello:1"));
    await built(server, `FROM ${name}\nRUN grep Strata /greeting\n`, "from-pushed:1");
    await docker("image", "rm", name, `${host}/hello:1`);
    expect(await docker("pull", name)).toContain(`Digest: ${digest}`);
    expect(await docker("run", "--rm", name)).toBe("hello from Strata");
    await docker("image", "rm", name);
  });
});
