import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeLayerFrame, FRAMES_END, type LayerFrame } from "#server/rootfs/layerFrame.ts";
import { openContainer } from "./containerFixture.ts";
import type { RunSpec } from "./executor.ts";
import { createLinuxExecutor } from "./linuxExecutor.ts";
import { openSandboxFixture } from "./sandboxFixture.ts";
import { enterSandboxUser, type Launch } from "./sandboxHelper.ts";
import { encodeSandboxSpec } from "./sandboxSpec.ts";
import type { SandboxUser } from "./sandboxUsers.ts";
import { buildSanitizedHelper, runSanitized, SANITIZER_OPTIONS, sanitizingCompiler } from "./sanitizedHelper.ts";

const MUTATIONS = 60;
const compiler = process.platform === "linux" ? sanitizingCompiler() : undefined;
const usual = { mode: 0o644, uid: 0, gid: 0, major: 0, minor: 0, links: 1, mtime: 1.5, inode: 1n, blocks: 0 };

function frame(kind: string, path: string, more: Partial<LayerFrame> = {}): Buffer {
  return encodeLayerFrame({ ...usual, kind, path, size: 0, offset: 0, link: "", xattrs: {}, parts: [], ...more });
}

const LIST = [
  frame("d", "", { mode: 0o755 }),
  frame("d", "d", { mode: 0o755, xattrs: { "user.a": "eHg=" } }),
  frame("f", "d/f", { size: 64, xattrs: { "user.b": "eHh4", "security.capability": "AAAA" } }),
  frame("f", "d/sparse", {
    size: 4096,
    parts: [
      { at: 0, length: 8 },
      { at: 4000, length: 16 },
    ],
  }),
  frame("l", "d/l", { link: "../../etc" }),
  frame("h", "d/h", { link: "d/f" }),
  frame("w", "gone"),
  frame("o", "d"),
  frame("p", "d/p"),
];
const SPECIFICATION = Buffer.from(
  [
    ["upper", "/nowhere"],
    ["work", "/nowhere"],
    ["cwd", "/"],
    ["hostname", "h"],
    ["arg", "/x"],
    ["lower", "/nowhere"],
  ]
    .concat([
      ["mount", "tmpfs"],
      ["mount.target", "/t"],
      ["mount.size", "4096"],
      ["memory", "1000000"],
      ["group", "7"],
      ["terminal", "80x24"],
    ])
    .map(([key, value = ""]) => `${key}\0${String.fromCharCode(value.length)}\0\0\0${value}\0`)
    .join(""),
  "latin1",
);

/** The same numbers each time. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The machine's root, whose layers the ordinary helper unpacks. */
const ROOT: SandboxUser = {
  ...{ name: "root", launch: enterSandboxUser, hasIds: true },
  ...{ uid: undefined, gid: undefined, root: undefined },
};

/** Bytes changed, extreme numbers written, a piece cut out, or the end cut off. */
function mutated(bytes: Buffer, random: (below: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let count = random(4); count >= 0; count--) copy[random(copy.length)] = random(256);
  const at = random(copy.length - 4);
  if (random(2) === 0) copy.writeUInt32LE([0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 16 << 20][random(6)] ?? 0, at);
  if (random(4) === 0) return copy.subarray(0, at);
  return random(4) === 0 ? Buffer.concat([copy.subarray(0, at), copy.subarray(at + random(40))]) : copy;
}

describe.runIf(compiler)("the helper, built with sanitizers, reads", () => {
  const dir = mkdtempSync(join(tmpdir(), "strata-hostile-"));
  const tar = join(dir, "tar");
  let helper = "";
  let count = 0;
  beforeAll(() => {
    helper = buildSanitizedHelper(compiler ?? "", dir);
    writeFileSync(tar, Buffer.alloc(256, "x"));
  });
  afterAll(() => {
    runSanitized(helper, ["remove", dir]);
    rmSync(dir, { recursive: true, force: true });
  });
  const newDir = () => {
    const path = join(dir, `t${count++}`);
    mkdirSync(path);
    return path;
  };
  const unpack = (list: Uint8Array) => runSanitized(helper, ["unpack", tar, newDir()], list);
  const whole = (frames: readonly Buffer[]) => Buffer.concat([...frames, FRAMES_END]);

  it("a correct list of entries", () => {
    const target = newDir();
    expect(runSanitized(helper, ["unpack", tar, target], whole(LIST))).toMatchObject({ status: 0, said: "" });
    expect(runSanitized(helper, ["scan", target])).toMatchObject({ status: 0 });
    expect(Number(runSanitized(helper, ["measure", target]).said)).toBeGreaterThan(4096);
  });

  it.each([
    ["names that climb", [frame("f", "../out"), frame("f", "a/../../out"), frame("f", "/etc/out"), frame("f", "a//b")]],
    ["unknown kinds", [frame("z", "a"), frame("\0", "a")]],
    ["no names", [frame("f", ""), frame("h", "a"), frame("w", "")]],
    ["names that are too long", [frame("f", "n".repeat(300)), frame("d", "n/".repeat(3000))]],
    ["links that climb", [frame("h", "a", { link: "../../etc/passwd" }), frame("l", "a", { link: "x".repeat(5000) })]],
    ["sizes beyond all", [frame("f", "a", { size: 2 ** 52 }), frame("f", "a", { size: 9, offset: 2 ** 52 })]],
    ["parts that overlap the end", [frame("f", "a", { size: 9, parts: [{ at: 5, length: 5 }] })]],
    ["an attribute without a name", [frame("f", "a", { xattrs: { "": "" } })]],
    ["devices", [frame("c", "a", { major: 2 ** 32 - 1, minor: 2 ** 32 - 1 }), frame("b", "b")]],
  ])("%s, and rejects or ignores them", (_, frames) => {
    for (const each of frames) expect(unpack(whole([each])).finding).toBeUndefined();
  });

  it("truncated and corrupted lists with extreme numbers", { timeout: 300_000 }, () => {
    const random = randomNumbers(2026);
    const list = whole(LIST);
    for (let round = 0; round < MUTATIONS; round++) {
      expect(unpack(mutated(list, random)).finding, `round ${round}`).toBeUndefined();
    }
  });

  it("the same lists where files are already, and places that are none", { timeout: 300_000 }, () => {
    const random = randomNumbers(77);
    const target = newDir();
    const place = (list: Uint8Array) => runSanitized(helper, ["place", tar, "plain", target], list);
    for (let twice = 0; twice < 2; twice++) expect(place(whole(LIST))).toMatchObject({ status: 0, said: "" });
    for (let round = 0; round < MUTATIONS / 2; round++) {
      expect(place(mutated(whole(LIST), random)).finding, `round ${round}`).toBeUndefined();
    }
    for (const where of [
      ["process", "1", "-1"],
      ["process", `${process.pid}`, `${process.pid}`],
      ["plain", tar],
      ["overlay"],
    ]) {
      const { finding, status } = runSanitized(helper, ["place", tar, ...where], whole(LIST));
      expect([finding, status === 0]).toEqual([undefined, false]);
    }
  });

  it("truncated and corrupted specifications with extreme numbers", { timeout: 300_000 }, () => {
    const random = randomNumbers(462);
    expect(runSanitized(helper, ["run"], SPECIFICATION).said).toContain("error\tspec\t/nowhere");
    for (let round = 0; round < MUTATIONS; round++) {
      expect(runSanitized(helper, ["run"], mutated(SPECIFICATION, random)).finding, `round ${round}`).toBeUndefined();
    }
  });

  it.runIf(process.geteuid?.() === 0)("the specification of a whole run with watched limits, without a finding", () => {
    const [lower, upperDir, workDir] = [newDir(), newDir(), newDir()];
    const source = fileURLToPath(new URL("testdata/nest.c", import.meta.url));
    execFileSync("cc", ["-static", "-w", source, "-o", join(lower, "nest")]);
    const spec: RunSpec = {
      ...{ lowerDirs: [lower], upperDir, workDir, argv: ["/nest", "1500", "40000000"], env: [], cwd: "/" },
      ...{ uid: 0, gid: 0, groups: [], hostname: "h", network: "none", mounts: [{ type: "tmpfs", target: "/t" }] },
      limits: { memoryBytes: 3e8, processes: 20, diskBytes: 20e6, cpuSeconds: 100, seconds: 60 },
    };
    const run = runSanitized(helper, ["run"], encodeSandboxSpec(spec, { hostResolvConf: "", useCgroups: false }));
    expect([run.finding, run.said]).toEqual([undefined, expect.stringMatching(/limit\tdisk|exit\t0/)]);
  });

  it.runIf(process.geteuid?.() === 0)("the requests of a container and its execs, without a finding", async () => {
    const options = Object.entries(SANITIZER_OPTIONS).map(([name, value]) => `${name}=${value}`);
    const launch: Launch = (command, args) => {
      const how = enterSandboxUser(command, args);
      return { command: "env", args: [...options, helper, ...how.args] };
    };
    const sandbox = await openSandboxFixture(ROOT);
    for (const useCgroups of [true, false]) {
      const container = await openContainer(sandbox.with(createLinuxExecutor({ launch, useCgroups })));
      const size = { columns: 80, rows: 24 };
      const outcomes = [
        await container.run("echo out; echo err >&2"),
        await container.run("cat", { uid: 1000, gid: 1000, groups: [5, 6] }),
        await container.run("tty; echo typed", { terminal: size }),
        await container.run(["/none"]),
        await container.run("pwd", { cwd: "/none" }),
      ];
      await container.pause();
      outcomes.push(await container.run("true"));
      await container.resume();
      container.resize(size);
      expect(await container.processes()).toHaveLength(1);
      expect((await container.usage()).processes).toBe(1);
      expect(outcomes.map(({ stdout }) => stdout)).toEqual(["out\n", "", "/dev/pts/0\r\ntyped\r\n", "", "", ""]);
      expect(outcomes.map(({ stderr }) => stderr).join("")).toBe("err\n");
      expect(await container.end()).toEqual({ kind: "exit", code: 0 });
      expect(container.errors()).toBe("");
    }
    await sandbox.close();
  });

  it("a tree with every kind of entry, and one deeper than any path", () => {
    const tree = newDir();
    const make = `cd ${tree}; touch "$(printf 'a\\nb\\377')" .hidden; mkfifo p; ln -s "$(printf 'x%.0s' $(seq 4000))" l
      ln .hidden twice; mkdir -m 0 closed; mkdir opaque
      for i in $(seq 3); do mkdir -p $(printf 'd/%.0s' $(seq 700)) && mkdir $i && mv d $i && mkdir d && mv $i d; done`;
    execFileSync("sh", ["-c", make], { stdio: "ignore" });
    const scanned = runSanitized(helper, ["scan", tree]);
    expect(scanned.finding).toBeUndefined();
    const measured = runSanitized(helper, ["measure", tree]);
    expect([measured.finding, Number(measured.said) > 700 * 4096]).toEqual([undefined, true]);
    expect(runSanitized(helper, ["remove", tree])).toMatchObject({ status: 0, said: "" });
  });
});

if (compiler === undefined) it.skip("NOT TESTED HERE: the helper with sanitizers, because no compiler has them");
