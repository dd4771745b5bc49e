import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildAcceptedSchema } from "#contract/build.ts";
import { lessonListSchema } from "#contract/lesson.ts";
import { roomSchema } from "#contract/room.ts";
import { routes } from "#contract/routes.ts";
import { settings } from "#server/http/rooms/roomFixture.ts";
import { tarOf } from "#server/oci/distribution/pullFixture.ts";
import { startRegistry } from "#server/oci/distribution/registryFixture.ts";
import { hostPlatform } from "#server/oci/store/hostPlatform.ts";
import { parsePackOptions } from "../../scripts/pack/packOptions.ts";
import { packWorkshop } from "../../scripts/pack/packWorkshop.ts";
import { machineOf } from "../../scripts/pack/startScript.ts";
import { readPlay } from "./lessons/lessonPlay.ts";
import { LessonPlayer } from "./lessons/lessonPlayer.ts";
import { playRight } from "./lessons/playRight.ts";
import { canBeOffline, type OfflineMachine, startOffline } from "./offlineMachine.ts";
import { clientOf, type ServerClient } from "./serverClient.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const LESSONS = ["first-dockerfile", "layers"];

const machine = machineOf(process.platform, process.arch);
const possible = machine !== undefined && canBeOffline();
if (!possible)
  process.stderr.write("SKIPPED: a packed workshop without a network needs root on Linux, unshare, and ip\n");

describe.skipIf(!possible)("a packed workshop on a machine without a network", () => {
  let dir: string;
  let offline: OfflineMachine | undefined;
  let server: ServerClient;
  let said = "";

  beforeAll(async () => {
    dir = fs.mkdtempSync("/tmp/strata-workshop-");
    ensurePage();
    await pack(path.join(dir, "workshop.tgz"));
    run("tar", ["-xzf", path.join(dir, "workshop.tgz"), "-C", dir]);
    // Only what a shell has: no settings of this machine, no Node, and another folder.
    const env = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", STRATA_LOG: "error" };
    offline = await startOffline([path.join(dir, "strata-workshop/strata")], { dir, env });
    const port = await new Promise<number>((resolve, reject) => {
      offline?.program.stdout?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
        const found = /running at http:\/\/localhost:(\d+)/.exec(said)?.[1];
        if (found !== undefined) resolve(Number(found));
      });
      offline?.program.once("exit", () => reject(new Error(`it ended: ${said}`)));
    });
    server = clientOf(await offline.urlOf(port));
    // The page may have to be built first.
  }, 240_000);
  afterAll(async () => {
    await offline?.stop();
    fs.rmSync(dir, { recursive: true, force: true });
  });

  it("starts with one command, and serves the page", async () => {
    const page = await server.fetch("/");
    expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  });

  it("has the lessons that were chosen, and no others", async () => {
    const { lessons } = lessonListSchema.parse(await (await server.fetch(routes.lessons())).json());
    expect(lessons.map(({ id }) => id)).toEqual(LESSONS);
  });

  it("builds from an image that only a registry had", async () => {
    const { finished, log } = await server.build({
      dockerfileText: "FROM crew/tools:2\nCOPY --from=crew/tools:2 tool /t\n",
    });
    expect(finished.state, log).toBe("done");
  });

  it("has it for a learner of a room, too", async () => {
    const { code } = roomSchema.parse(await (await server.post(routes.rooms(), settings())).json());
    const joined = await server.post(routes.join(), { code, name: "Mina" });
    const cookie = joined.headers.getSetCookie()[0]?.split(";")[0] ?? "";
    const headers = { cookie, "content-type": "application/json" };
    const body = JSON.stringify({ dockerfileText: "FROM crew/tools:2\n" });
    const started = await server.fetch(routes.builds(), { method: "POST", headers, body });
    const { id } = buildAcceptedSchema.parse(await started.json());
    const events = await (await server.fetch(routes.buildEvents(id), { headers: { cookie } })).text();
    expect(events).toMatch(/"type":"finished","state":"done"/);
    expect((await server.fetch(routes.build(id))).status, "it is the learner's own").toBe(404);
  });

  it("has it for docker pull, too", async () => {
    const events = await (await server.post(routes.imagePull(), { reference: "crew/tools:2" })).text();
    expect(events).toMatch(/"standIn":"kept"/);
  });

  it.each(LESSONS)("can teach the lesson %s to its end", async (id) => {
    const player = await LessonPlayer.start(server, id, (port) => offline?.urlOf(port) ?? Promise.reject(port));
    try {
      for (const step of player.lesson.steps.keys()) {
        await player.goTo(step + 1);
        await playRight(player, readPlay(id), step + 1);
      }
      expect((await player.check()).done).toEqual([...player.lesson.steps.keys()]);
    } finally {
      player.leave();
    }
  });

  it("has a doctor, who finds no problem and knows the image", () => {
    const env = { PATH: process.env.PATH, PORT: "0" };
    const { stdout } = spawnSync(path.join(dir, "strata-workshop/strata"), ["doctor", "--offline"], { env });
    const lines = stdout.toString().split("\n");
    expect(lines.filter((line) => line.startsWith("problem"))).toEqual([]);
    expect(stdout.toString()).toMatch(/ok +Images: without a network: .*crew\/tools:2/);
    expect(stdout.toString()).toMatch(/Class: about \d+ learners/);
  });
});

/** Packs the two lessons, and an image of a registry that ends with this call. */
async function pack(output: string): Promise<void> {
  const stops: (() => void)[] = [];
  const registry = await startRegistry((stop) => stops.push(stop));
  registry.putImage("crew/tools:2", { layers: [tarOf("tool", "a tool")], platform: hostPlatform() });
  const parsed = parsePackOptions(["--lessons", LESSONS.join(), "--images", "crew/tools:2"], output);
  if (!parsed.ok || machine === undefined) throw new Error("the options are wrong");
  const teller = { say: () => {}, progress: () => {} };
  const cacheDir = `${output}.cache`;
  // A better compression takes ten seconds.
  const packing = {
    root: ROOT,
    from: ROOT,
    machine,
    settings: { mirrors: [registry.url] },
    cacheDir,
    teller,
    level: 1,
  };
  expect(await packWorkshop(parsed.options, packing)).toEqual([]);
  for (const stop of stops) stop();
}

/** As npm run pack does it first. */
function ensurePage(): void {
  const module = path.join(ROOT, "scripts/buildPage.mjs");
  run(process.execPath, ["-e", `import(${JSON.stringify(module)}).then(({ ensurePage }) => ensurePage())`]);
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { cwd: ROOT });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}
