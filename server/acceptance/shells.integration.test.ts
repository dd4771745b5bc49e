import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Step } from "#contract/build.ts";
import { imageListSchema } from "#contract/image.ts";
import { type OpenedShell, openedShellSchema } from "#contract/openedShell.ts";
import { problemSchema } from "#contract/problem.ts";
import { routes } from "#contract/routes.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

let server: ServerInProcess;

beforeAll(async () => {
  server = await startInProcess();
});
afterAll(() => server.stop());

/** The build of a Dockerfile, and its steps by how their titles begin. */
async function build(lines: readonly string[], request: object = {}) {
  const { id } = await server.build({ dockerfileText: `${lines.join("\n")}\n`, ...request });
  const { steps, image } = await server.state(id);
  const stepAt = (title: string): Step => {
    const step = steps.find((one) => one.title.startsWith(title));
    if (step === undefined) throw new Error(`there is no step ${title}`);
    return step;
  };
  return { image, open: async (title: string) => await open(routes.stepShell(id, stepAt(title).id)) };
}

async function open(path: string): Promise<OpenedShell> {
  const answer = await server.fetch(path, { method: "POST" });
  if (answer.status !== 201) throw new Error(problemSchema.parse(await answer.json()).detail);
  return openedShellSchema.parse(await answer.json());
}

/** What a script prints in the container that was opened, in place of its shell. */
async function run({ container }: OpenedShell, script: string): Promise<string> {
  const { image, env, workdir, user } = container.spec;
  const spec = { image, env, workdir, user, entrypoint: ["/bin/sh", "-c"], command: [script] };
  const { id } = (await (await server.post(routes.containers(), spec)).json()) as { id: string };
  expect((await server.post(routes.containerStart(id), {})).status).toBe(204);
  const logs = await server.fetch(`${routes.containerLogs(id)}?follow=true`);
  return await logs.text();
}

const FAILING = [
  "FROM busybox",
  "ARG VERSION=1",
  "ENV A=1",
  "WORKDIR /w",
  "RUN echo kept > file && chown 7 /w",
  "USER 7",
  "ENV A=2",
  "RUN echo lost > lost && \\",
  "  test $A = 3",
  "RUN never",
];
const SHOW = "pwd; id -u; echo $A $VERSION; ls";

describe("a shell at a step of a build that failed", () => {
  test("before the RUN that failed: its files, surroundings, and the command to edit", async () => {
    const { open: at } = await build(FAILING, { buildArgs: { VERSION: "7" } });
    const opened = await at("RUN echo lost");
    expect(opened).toMatchObject({ at: "before", command: "echo lost > lost &&   test $A = 3" });
    expect(opened.container).toMatchObject({
      argv: ["/bin/sh"],
      state: { phase: "created" },
      spec: { terminal: true, stdin: true, workdir: "/w", user: "7" },
    });
    expect(await run(opened, SHOW)).toBe("/w\n7\n2 7\nfile\n");
  });

  test("after a step that succeeded, with or without a layer", async () => {
    const { open: at } = await build(FAILING);
    expect(await run(await at("RUN echo kept"), SHOW)).toBe("/w\n0\n1 1\nfile\n");
    const after = await at("ENV A=2");
    expect(after).toMatchObject({ at: "after" });
    expect(after.command).toBeUndefined();
    expect(await run(after, SHOW)).toBe("/w\n7\n2 1\nfile\n");
    expect(await run(await at("FROM"), "ls /w; pwd")).toContain("/w: No such file");
  });

  test("not at one that the build did not get to", async () => {
    const { open: at } = await build(FAILING);
    await expect(at("RUN never")).rejects.toThrow("The build did not get to this step.");
  });
});

test("the images behind shells are in no list, and go with their containers", async () => {
  const { open: at } = await build(["FROM busybox", "RUN echo hidden > /hidden", "RUN false"]);
  const listed = async () => imageListSchema.parse(await (await server.fetch(routes.images())).json()).images;
  const before = await listed();
  const { container } = await at("RUN false");
  expect(await listed()).toEqual(before);
  const look = async () => (await server.fetch(routes.imageLayers(container.image.id))).status;
  expect(await look()).toBe(200);
  await server.fetch(routes.container(container.id), { method: "DELETE" });
  expect(await look()).toBe(404);
});

test("files without a shell say so", async () => {
  const { open: at } = await build(["FROM scratch", "COPY <<EOF /a", "a", "EOF"]);
  await expect(at("COPY")).rejects.toThrow("The files at this step have no shell.");
});

test("a shell at a layer of an image shows the files up to it, with what the image was then", async () => {
  const lines = [
    "FROM busybox",
    "ENV A=1",
    "WORKDIR /w",
    "RUN echo one > one",
    "USER 7",
    "ENV A=2",
    "RUN true > /tmp/two",
  ];
  const { image } = await build(lines, { tags: ["layered"] });
  expect(image?.tags).toEqual(["layered:latest"]);
  const opened = await open(routes.layerShell("layered", 2));
  expect(await run(opened, "pwd; id -u; echo $A; ls . /tmp")).toBe("/w\n0\n1\n.:\none\n\n/tmp:\n");
  await expect(open(routes.layerShell("layered", 9))).rejects.toThrow("The image has no layer 9.");
  await expect(open(routes.layerShell("missing", 0))).rejects.toThrow("not found");
});
