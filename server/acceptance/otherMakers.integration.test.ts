import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { historySchema } from "#contract/image.ts";
import { digestSchema } from "#contract/names/digest.ts";
import { routes } from "#contract/routes.ts";
import { startRegistry, type TestRegistry } from "#server/oci/distribution/registryFixture.ts";
import { compareViews } from "./checkedImages/compareViews.ts";
import { inWords } from "./checkedImages/differences.ts";
import { savedImage } from "./checkedImages/makeImages.ts";
import { OTHER_MAKERS } from "./checkedImages/otherMakers.ts";
import { putMade } from "./checkedImages/putMade.ts";
import { Tally } from "./checkedImages/tally.ts";
import { analyze } from "./imageChecker/analysis.ts";
import { startOf } from "./imageChecker/sparseContent.ts";
import { sampled } from "./sampled.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

/** The command of a Docker client whose engine may be used, such as `docker`. */
const docker = process.env.STRATA_TEST_DOCKER;
if (docker === undefined) process.stderr.write("SKIPPED: STRATA_TEST_DOCKER names no docker command: no docker load\n");

const tally = new Tally();
const atEnd: (() => unknown)[] = [];
let server: ServerInProcess;
let registry: TestRegistry;
let shell: Buffer;

beforeAll(async () => {
  registry = await startRegistry((stop) => atEnd.push(stop));
  server = await startInProcess({ env: { STRATA_REGISTRY_MIRROR: registry.url } });
  atEnd.unshift(() => server.stop());
  await server.build({ dockerfileText: "FROM busybox\n", tags: ["busybox-itself"] });
  const { layers } = await savedImage(server, "busybox-itself");
  const program = layers.flatMap(({ items }) => items).find(({ path }) => path === "bin/busybox");
  if (program === undefined) throw new Error("no busybox");
  shell = startOf(program.content, program.content.size);
});

afterAll(async () => {
  for (const end of atEnd) await end();
  tally.print();
});

async function inDocker(args: readonly string[], input?: Uint8Array): Promise<string> {
  const [command = "", ...first] = (docker ?? "").split(" ");
  const child = spawn(command, [...first, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  child.stdin.end(input);
  const [output] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return output;
}

/** The archives that go into Docker are our own, whoever made the base: in the short form of the tests, every third has to do. */
const IN_DOCKER = sampled(
  "images of other makers that Docker loads",
  Object.keys(OTHER_MAKERS),
  (_, at) => at % 3 === 0,
);

const ON_TOP = `USER 0
COPY f /own/f
RUN echo built > /own/g && while read line; do echo "read $line"; done < /hello
`;

describe.each(Object.entries(OTHER_MAKERS))("an image of %s", (maker, made) => {
  const name = `made/by-${maker.replace(/\W+/g, "-")}`;

  it("is pulled, built on, and shown", async () => {
    const base = putMade(registry, name, made, shell);
    const context = digestSchema.parse(await server.context({ f: "own\n" }));
    const { finished, log } = await server.build({ dockerfileText: `FROM ${name}\n${ON_TOP}`, context, tags: [name] });
    expect(finished.problem, log).toBeUndefined();
    expect(log).toContain("read hello");
    const image = await savedImage(server, name);
    const compared = await compareViews(server, analyze(image, base));
    tally.add(maker, [image.id], compared);
    expect(compared.differences.map(inWords)).toEqual([]);
  });

  if (!IN_DOCKER.includes(maker)) return;

  it.skipIf(docker === undefined)("can be loaded into Docker, with its history", async () => {
    const archive = await server.fetch(routes.imageArchive(name));
    expect(await inDocker(["load"], new Uint8Array(await archive.arrayBuffer()))).toContain(name);
    const { id } = await savedImage(server, name);
    expect((await inDocker(["image", "inspect", "--format", "{{.Id}}", name])).trim()).toBe(id);
    const history = await inDocker([
      "history",
      "--no-trunc",
      "--human=false",
      "--format",
      "{{.Size}} {{.CreatedBy}}",
      name,
    ]);
    const { rows } = historySchema.parse(await (await server.fetch(routes.imageHistory(name))).json());
    const own = rows.filter(({ base }) => !base).map(({ size, createdBy }) => `${size} ${createdBy}`);
    // If a base has no rows for its layers, Docker counts them against what is built on it.
    const isWhole = rows.every(({ index }) => index !== -1);
    if (isWhole) expect(history.split("\n").slice(0, 3)).toEqual(own.reverse());
    else expect(history).toContain("COPY f /own/f");
    const read = ["run", "--rm", "--entrypoint", "/bin/sh", name, "-c", "while read l; do echo $l; done < /own/f"];
    expect(await inDocker(read)).toBe("own\n");
    await inDocker(["image", "rm", name]);
  });
});
