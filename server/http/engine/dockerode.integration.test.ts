import { PassThrough, Readable } from "node:stream";
import { afterAll, beforeAll, expect, it } from "vitest";
import { build, startEngine, type TestEngine, tarOf, textOf } from "./engineFixture.ts";

let engine: TestEngine;
const DOCKERFILE = 'FROM busybox\nRUN echo built > /built\nEXPOSE 80\nLABEL a=b\nCMD ["sh"]\n';

beforeAll(async () => {
  engine = await startEngine();
  await build(engine.docker, { Dockerfile: DOCKERFILE }, { t: "app:1" });
});
afterAll(() => engine.close());

/** A container that runs until it is stopped. */
async function running(name: string, options: object = {}) {
  const Cmd = ["sh", "-c", 'echo ready; trap "exit 5" TERM; while :; do sleep 0.1; done'];
  const container = await engine.docker.createContainer({ Image: "app:1", name, Cmd, ...options });
  await container.start();
  return container;
}

it("builds an image, and shows it in the list, with its history and configuration", async () => {
  const { docker } = engine;
  const said = await build(docker, { Dockerfile: DOCKERFILE }, { t: "app:again" });
  expect(said).toMatch(/Step 1\/5 : FROM busybox\n[\s\S]* ---> Using cache\n[\s\S]*Successfully tagged app:again\n/);
  const [image] = await docker.listImages({ filters: { reference: ["app:again"] } });
  expect(image).toMatchObject({ RepoTags: ["app:again"], Labels: { a: "b" } });
  expect(await docker.getImage("app:1").inspect()).toMatchObject({ Config: { Cmd: ["sh"] } });
  const [newest] = await docker.getImage("app:1").history();
  expect(newest).toMatchObject({ CreatedBy: 'CMD ["sh"]', Tags: expect.arrayContaining(["app:1"]) });
  await docker.getImage("app:again").remove();
});

it("says why a build failed, with the exit code of its command", async () => {
  const failing = build(engine.docker, { Dockerfile: "FROM busybox\nRUN exit 7\n" }, {});
  await expect(failing).rejects.toThrow(/exit code: 7/);
  const wrong = build(engine.docker, { Dockerfile: "FROM busybox\nNONSENSE\n" }, {});
  await expect(wrong).rejects.toMatchObject({ statusCode: 400, message: expect.stringContaining("NONSENSE") });
});

it("runs a command, with its streams apart and its exit code", async () => {
  const { docker } = engine;
  const container = await docker.createContainer({
    Image: "app:1",
    Cmd: ["sh", "-c", "cat; echo err >&2; exit 3"],
    OpenStdin: true,
    StdinOnce: true,
  });
  const stream = await container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true });
  const [out, err] = [[] as string[], [] as string[]];
  const collect = (into: string[]) => ({ write: (piece: Buffer) => into.push(piece.toString()) > 0 });
  docker.modem.demuxStream(stream, collect(out) as never, collect(err) as never);
  const closed = new Promise((resolve) => stream.once("close", resolve));
  const ended = container.wait({ condition: "next-exit" });
  await container.start();
  stream.end("typed\n");
  expect(await ended).toEqual({ StatusCode: 3 });
  await closed;
  expect([out.join(""), err.join("")]).toEqual(["typed\n", "err\n"]);
  await container.remove();
});

it("gives a terminal that can be resized, and detaches by keys", async () => {
  const container = await engine.docker.createContainer({ Image: "app:1", Tty: true, OpenStdin: true });
  const options = { stream: true, stdin: true, stdout: true, stderr: true, hijack: true, detachKeys: "ctrl-a" };
  const stream = await container.attach(options);
  await container.start();
  await container.resize({ h: 33, w: 77 });
  stream.write("stty size; echo do''ne\n");
  let said = "";
  for await (const piece of stream) {
    said += String(piece);
    if (said.includes("done\r\n")) stream.write("\x01");
  }
  expect(said).toContain("33 77");
  expect((await container.inspect()).State.Running).toBe(true);
  await container.remove({ force: true });
});

it("executes a command in a running container", async () => {
  const container = await running("with-exec");
  const exec = await container.exec({
    Cmd: ["sh", "-c", "cat; exit 4"],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
  });
  const stream = await exec.start({ hijack: true, stdin: true });
  stream.end("inside\n");
  const said = await textOf(stream);
  expect(said).toBe("\x01\0\0\0\0\0\0\x07inside\n");
  expect(await exec.inspect()).toMatchObject({ Running: false, ExitCode: 4 });
  const absent = await container.exec({ Cmd: ["absent"], AttachStdout: true, AttachStderr: true });
  expect(await textOf(await absent.start({}))).toContain('exec: "absent": executable file not found in $PATH');
  expect(await absent.inspect()).toMatchObject({ ExitCode: 127 });
  await container.remove({ force: true });
});

it("gives a command a terminal, even if the client has none to measure", async () => {
  const container = await running("with-terminal");
  const exec = await container.exec({ Cmd: ["tty"], Tty: true, AttachStdout: true });
  expect(await textOf(await exec.start({ Tty: true, ConsoleSize: [0, 0] } as object))).toMatch(/^\/dev\/pts\/\d+\r\n$/);
  await container.remove({ force: true });
});

it("sends logs from the start, from the end, and as they come", async () => {
  const container = await running("with-logs", { Tty: true });
  const followed = await container.logs({ follow: true, stdout: true, stderr: true });
  const first = await new Promise<Buffer>((resolve) => followed.once("data", resolve));
  expect(first.toString()).toBe("ready\r\n");
  await container.kill();
  expect(await textOf(followed)).toBe("");
  const stamped = await container.logs({ stdout: true, tail: 1, timestamps: true });
  expect(stamped.toString()).toMatch(/^\d{4}-\d\d-\d\dT\S+Z ready\r\n$/);
  await container.remove();
});

it("has one size for an image in lists, and in the disk use what it and its layers take there", async () => {
  const { docker } = engine;
  await build(docker, { Dockerfile: "FROM busybox\nRUN echo sized > /sized\n" }, { t: "sized:1" });
  const container = await docker.createContainer({ Image: "sized:1", Labels: { sized: "1" } });
  const [listed] = await docker.listContainers({ all: true, size: true, filters: { label: ["sized=1"] } });
  const { Size } = await docker.getImage("sized:1").inspect();
  expect(listed).toMatchObject({ SizeRootFs: Size });
  const images = await docker.listImages({ filters: { reference: ["sized:1"] } });
  expect(images.map((image) => image.Size)).toEqual([Size]);
  const use: { Images: { Size: number; SharedSize: number }[] } = await docker.df();
  expect(use.Images.filter((image) => image.Size < image.SharedSize)).toEqual([]);
  await container.remove();
});

it("stops, restarts, pauses, renames, and lists a container", async () => {
  const { docker } = engine;
  const container = await running("first-name", { Labels: { mine: "1" } });
  await container.rename({ name: "/second-name" });
  await expect(container.rename({ name: "/second-name" })).rejects.toMatchObject({
    statusCode: 400,
    json: { message: "Renaming a container with the same name as its current name" },
  });
  await container.pause();
  const [listed] = await docker.listContainers({ filters: { label: ["mine=1"] } });
  expect(listed).toMatchObject({ Names: ["/second-name"], Image: "app:1", State: "paused" });
  await container.unpause();
  await container.restart({ t: 0 });
  await container.stop({ t: 5 });
  expect(await container.inspect()).toMatchObject({ State: { Status: "exited" }, RestartCount: expect.any(Number) });
  expect(await docker.listContainers({ filters: { label: ["mine=1"] } })).toEqual([]);
  await expect(container.stop()).rejects.toMatchObject({ statusCode: 304 });
  await container.remove();
  await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404 });
});

it("shows processes, use, changes, and files, and takes files in", async () => {
  const container = await running("with-files");
  expect((await container.top()).Processes.flat().join(" ")).toContain("sleep 0.1");
  const stats = await container.stats({ stream: false, "one-shot": true });
  expect(stats).toMatchObject({
    memory_stats: { usage: expect.any(Number) },
    pids_stats: { current: expect.any(Number) },
  });
  await container.putArchive(Readable.from([tarOf({ "in.txt": "from outside\n" })]), { path: "/tmp" });
  expect(await container.changes()).toContainEqual({ Path: "/tmp/in.txt", Kind: 1 });
  const tar = await textOf(await container.getArchive({ path: "/tmp/in.txt" }));
  expect(tar).toContain("from outside\n");
  await expect(container.getArchive({ path: "/missing" })).rejects.toMatchObject({ statusCode: 404 });
  const { Id } = await container.commit({
    repo: "app",
    tag: "committed",
    comment: "took a file",
    changes: "CMD cat /tmp/in.txt",
  });
  expect(await engine.docker.getImage(Id).inspect()).toMatchObject({
    Comment: "took a file",
    RepoTags: ["app:committed"],
  });
  await container.remove({ force: true });
});

it("reports what happens to a container as it happens", async () => {
  const { docker } = engine;
  const events = await docker.getEvents({ filters: { container: ["with-events"] } });
  const container = await running("with-events");
  await container.remove({ force: true });
  const actions: string[] = [];
  for await (const piece of events) {
    for (const line of String(piece).trim().split("\n")) actions.push(JSON.parse(line).Action);
    if (actions.includes("destroy")) break;
  }
  expect(actions).toEqual(["create", "start", "die", "destroy"]);
});

it("keeps files in a volume", async () => {
  const { docker } = engine;
  await docker.createVolume({ Name: "kept", Labels: { v: "1" } });
  const write = { HostConfig: { Binds: ["kept:/data"], AutoRemove: true } };
  await docker.run("app:1", ["sh", "-c", "echo x > /data/x"], new PassThrough().resume(), write);
  const holder = await running("holder", { HostConfig: { Binds: ["kept:/data:ro"] } });
  await expect(docker.getVolume("kept").remove()).rejects.toMatchObject({ statusCode: 409 });
  expect(await textOf(await holder.getArchive({ path: "/data/x" }))).toContain("x\n");
  await holder.remove({ force: true });
  const { Volumes } = await docker.listVolumes({ filters: { label: ["v=1"] } });
  expect(Volumes).toMatchObject([{ Name: "kept", Driver: "local" }]);
  await docker.getVolume("kept").remove();
});

it("refuses what Docker would refuse, with its statuses and words", async () => {
  const { docker } = engine;
  const first = await docker.createContainer({ Image: "app:1", name: "taken" });
  await expect(docker.createContainer({ Image: "app:1", name: "taken" })).rejects.toMatchObject({
    statusCode: 409,
    message: expect.stringContaining('The container name "/taken" is already in use by container'),
  });
  await expect(docker.createContainer({ Image: "absent" })).rejects.toMatchObject({
    statusCode: 404,
    message: expect.stringContaining("No such image: absent:latest"),
  });
  await expect(docker.createContainer({ Image: "app:1", HostConfig: { Privileged: true } })).rejects.toMatchObject({
    statusCode: 400,
    message: expect.stringContaining("Strata does not support --privileged"),
  });
  await expect(first.exec({ Cmd: ["true"] })).rejects.toMatchObject({ statusCode: 409 });
  await expect(docker.getImage("app:1").remove()).rejects.toMatchObject({ statusCode: 409 });
  await first.remove();
});
