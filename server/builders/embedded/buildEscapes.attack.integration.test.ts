import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type SandboxUser, sandboxUsers } from "#server/sandbox/executor/sandboxUsers.ts";
import { openUserBuilder, type TestFiles, tarOf, type UserBuilder } from "./userBuilderFixture.ts";

const UP = "../".repeat(12);

/** Archives whose member `escaped` should land in a folder outside. */
const ARCHIVES: readonly (readonly [what: string, archive: (outside: string) => Buffer])[] = [
  ["that climbs", (outside) => tarOf([{ path: `${UP}${outside.slice(1)}/escaped` }, "x"])],
  ["that is absolute", (outside) => tarOf([{ path: `${outside}/escaped` }, "x"])],
  [
    "behind an absolute link",
    (outside) => tarOf([{ path: "way", type: "symlink", linkTarget: outside }], [{ path: "way/escaped" }, "x"]),
  ],
  [
    "behind a link that climbs",
    (outside) =>
      tarOf([{ path: "way", type: "symlink", linkTarget: `${UP}${outside.slice(1)}` }], [{ path: "way/escaped" }, "x"]),
  ],
  [
    "behind two links",
    (outside) =>
      tarOf(
        [{ path: "a", type: "symlink", linkTarget: outside }],
        [{ path: "b", type: "symlink", linkTarget: "a" }],
        [{ path: "b/escaped" }, "x"],
      ),
  ],
  [
    "whose folder is then replaced by a link",
    (outside) =>
      tarOf(
        [{ path: "d", type: "dir", mode: 0o755 }],
        [{ path: "d", type: "symlink", linkTarget: outside }],
        [{ path: "d/escaped" }, "x"],
      ),
  ],
  [
    "over a link to it",
    (outside) => tarOf([{ path: "l", type: "symlink", linkTarget: `${outside}/escaped` }], [{ path: "l" }, "x"]),
  ],
  [
    "over a hard link to it",
    (outside) =>
      tarOf(
        [{ path: "h", type: "hardlink", linkTarget: `${UP}${outside.slice(1)}/there` }],
        [{ path: "h" }, "escaped"],
      ),
  ],
];

/** Destinations that should lead to a folder outside, in an image with links there. */
const DESTINATIONS: readonly (readonly [what: string, destination: (outside: string) => string])[] = [
  ["behind an absolute link", () => "/absolute/escaped"],
  ["behind a link that climbs", () => "/climbing/escaped"],
  ["that climbs", (outside) => `${UP}${outside.slice(1)}/escaped`],
  ["behind a link below /proc", (outside) => `/proc/self/root${outside}/escaped`],
];

function attack(user: SandboxUser): void {
  let outside: string;
  let builder: UserBuilder;
  const contextOf = (files: TestFiles) => builder.contextOf(files);
  const build = (...given: Parameters<UserBuilder["build"]>) => builder.build(...given);

  beforeAll(() => {
    builder = openUserBuilder(user);
  });
  afterAll(() => builder.close());
  beforeEach(({ onTestFinished }) => {
    outside = mkdtempSync(join(tmpdir(), "strata-outside-"));
    writeFileSync(join(outside, "there"), "before");
    if (user.uid !== undefined) execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, outside]);
    onTestFinished(() => rmSync(outside, { recursive: true }));
  });

  const expectUntouched = () => {
    expect(readdirSync(outside)).toEqual(["there"]);
    expect(execFileSync("cat", [join(outside, "there")], { encoding: "utf8" })).toBe("before");
  };

  it.each(ARCHIVES)("a member of an archive %s stays in the image", async (_what, archive) => {
    const context = await contextOf({ "a.tar": archive(outside) });
    const { finished } = await build(["FROM busybox", "ADD a.tar /in/", "RUN true"], context);
    expect(finished.problem?.code).not.toBe("internal");
    expectUntouched();
  });

  it.each(DESTINATIONS)("a destination of COPY %s stays in the image", async (_what, destination) => {
    const links = `RUN ln -s ${outside} /absolute && ln -s ${UP}${outside.slice(1)} /climbing`;
    const lines = ["FROM busybox", links, `COPY f ${destination(outside)}`, "RUN true"];
    const { finished } = await build(lines, await contextOf({ f: "content" }));
    expect(finished.problem?.code).not.toBe("internal");
    expectUntouched();
  });

  it("a WORKDIR that climbs is made in the image", async () => {
    const { finished, log } = await build(["FROM busybox", `WORKDIR ${"/..".repeat(5)}${outside}/escaped`, "RUN pwd"]);
    expect(finished.problem).toBeUndefined();
    expect(log()).toBe(`${outside}/escaped\n`);
    expectUntouched();
  });

  it("a COPY from another stage follows no link out of that stage", async () => {
    const lines = ["FROM busybox AS a", `RUN ln -s ${outside} /way`, "FROM busybox", "COPY --from=a /way/there /x"];
    const { finished } = await build(lines);
    expect(finished.problem?.code).toBe("build/source-missing");
  });

  it("a bind mount from another stage follows no link out of that stage", async () => {
    const mount = "RUN --mount=type=bind,from=a,source=/way,target=/m ls /m";
    const { finished, log } = await build(["FROM busybox AS a", `RUN ln -s ${outside} /way`, "FROM busybox", mount]);
    expect(finished.problem).toBeDefined();
    expect(log()).not.toContain("there");
  });

  it("a mount's target follows no link out of the root", async () => {
    const lines = [
      "FROM busybox",
      `RUN ln -s ${outside} /way`,
      "RUN --mount=type=tmpfs,target=/way/m touch /way/m/escaped",
    ];
    const { finished } = await build(lines);
    expect(finished.problem?.code).not.toBe("internal");
    expectUntouched();
  });

  it("a cache's name is not used as a path", async () => {
    const lines = ["FROM busybox", `RUN --mount=type=cache,id=${UP}${outside.slice(1)},target=/m touch /m/escaped`];
    const { finished } = await build(lines);
    expect(finished.problem).toBeUndefined();
    expectUntouched();
  });

  it("a secret that was not passed is not read from the machine", async () => {
    const lines = ["FROM busybox", "RUN --mount=type=secret,id=/etc/shadow,target=/s cat /s"];
    const { finished, log } = await build(lines);
    expect(finished.problem?.code).toBe("build/run-failed");
    expect(log()).not.toContain("root:");
  });

  it.each([
    ["the machine's memory", { type: "char", devMajor: 1, devMinor: 1 }],
    ["a disk", { type: "block", devMajor: 8, devMinor: 0 }],
    ["the kernel's messages", { type: "char", devMajor: 1, devMinor: 11 }],
  ] as const)("%s that comes in an archive opens nothing", async (_what, device) => {
    const context = await contextOf({ "a.tar": tarOf([{ path: "device", mode: 0o666, ...device }]) });
    const lines = ["FROM busybox", "ADD a.tar /in/", "RUN test -f /in/device; echo $?; head -c 1 /in/device | wc -c"];
    const { finished, log } = await build(lines, context);
    expect(finished.problem).toBeUndefined();
    expect(log()).toBe("0\n0\n");
  });

  describe("from a build running beside another", () => {
    let log: string;
    beforeAll(async () => {
      const other = build(
        [
          "FROM busybox",
          "COPY secret /another-build",
          "RUN --mount=type=cache,target=/cache touch /cache/another-cache /another-file && sleep 2.75",
        ],
        await contextOf({ secret: "of another" }),
        "another",
      );
      const search =
        "sleep 0.7; find / -name 'another-*' 2>/dev/null; cat /proc/[0-9]*/cmdline | tr '\\0' ' '; ls /cache; echo; echo searched";
      const own = await build(["FROM busybox", `RUN --mount=type=cache,target=/cache ${search}`]);
      expect(own.finished.problem, own.log()).toBeUndefined();
      expect((await other).finished.problem).toBeUndefined();
      log = own.log();
      expect(log.trim().split("\n").at(-1)).toBe("searched");
    });

    it("its files are not found", () => expect(log).not.toMatch(/another-(build|file)/));
    it("its processes are not visible", () => expect(log).not.toContain("sleep 2.75"));
    it("its cache mount, of the same name, is not shared", () => expect(log).not.toContain("another-cache"));
  });

  it("a program left in a layer is not run by the builder", async () => {
    const program = `#!/bin/sh\\ntouch ${outside}/escaped`;
    const make = `RUN for p in git xz bzip2 newuidmap sh; do printf '${program}' > /usr/bin/$p; chmod 755 /usr/bin/$p; done`;
    const context = await contextOf({
      "a.tar.xz": Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, ...Buffer.alloc(100)]),
    });
    await build(["FROM busybox", make, "ADD a.tar.xz /in/"], context);
    expect(existsSync(join(outside, "escaped"))).toBe(false);
  });

  it("a library named in the environment is not loaded by the builder", async () => {
    const env = "ENV LD_PRELOAD=/evil.so NODE_OPTIONS=--require=/evil.js PATH=/evil GIT_SSH_COMMAND=/evil";
    const { finished } = await build(
      ["FROM busybox", env, 'RUN ["/bin/true"]', "COPY f /f"],
      await contextOf({ f: "x" }),
    );
    expect(finished.problem).toBeUndefined();
  });
}

const { users, missing } = sandboxUsers();
for (const user of users) describe(`attacks by a Dockerfile, as ${user.name}`, () => attack(user));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
