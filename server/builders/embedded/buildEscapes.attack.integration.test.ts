import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Digest } from "#contract/digest.ts";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { openBlobStore } from "#server/images/blobStore.ts";
import { TAR_END, tarHeader, tarPadding } from "#server/images/tar/tarWriter.ts";
import type { Builder, RunningEvent } from "../builder.ts";
import { createEmbeddedBuilder } from "./embeddedBuilder.ts";
import { type SandboxUser, sandboxUsers } from "./executor/sandboxUsers.ts";

const LIMITS = { memoryBytes: 300e6, processes: 64, diskBytes: 90e6, outputBytes: 1e6, cpus: 2, seconds: 60 };

type Member = { readonly path: string; readonly text?: string; readonly link?: string; readonly hardlink?: string };

function tarOf(members: readonly Member[], more: readonly Uint8Array[] = []): Buffer {
  const parts = members.flatMap(({ path, text = "", link, hardlink }): Uint8Array[] => {
    const common = { path, mode: 0o644, uid: 0, gid: 0, mtime: 0 };
    if (link !== undefined) return [tarHeader({ ...common, type: "symlink", size: 0, linkTarget: link })];
    if (hardlink !== undefined) return [tarHeader({ ...common, type: "hardlink", size: 0, linkTarget: hardlink })];
    const bytes = Buffer.from(text);
    return [tarHeader({ ...common, type: "file", size: bytes.length }), bytes, tarPadding(bytes.length)];
  });
  return Buffer.concat([...parts, ...more, TAR_END]);
}

function escapes(user: SandboxUser): void {
  const outside = mkdtempSync(join(tmpdir(), "strata-outside-"));
  let dataDir = "";
  let builder: Builder;

  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), "strata-escapes-"));
    builder = createEmbeddedBuilder(
      { dataDir, registry: { mirrors: [] }, network: { mode: "none", allow: [] }, limits: LIMITS },
      user.launch,
    );
  });
  afterAll(async () => {
    await builder.close();
    for (const dir of [dataDir, outside]) rmSync(dir, { recursive: true, force: true });
  });

  async function contextOf(files: Readonly<Record<string, Buffer | string>>): Promise<Digest> {
    const contexts = openContextStore(openBlobStore(join(dataDir, "blobs")));
    const parts = Object.entries(files).flatMap(([path, content]): Uint8Array[] => {
      const bytes = Buffer.from(content);
      const header = tarHeader({ path, type: "file", mode: 0o644, uid: 0, gid: 0, size: bytes.length, mtime: 0 });
      return [header, bytes, tarPadding(bytes.length)];
    });
    const whole = async function* () {
      yield Buffer.concat([...parts, TAR_END]);
    };
    const { digest } = await contexts.fromTar(whole(), { maxBytes: 1e8, maxFileBytes: 1e8, maxEntries: 100 });
    if (user.uid !== undefined) execFileSync("chown", ["-R", `${user.uid}:${user.gid}`, dataDir]);
    return digest;
  }

  async function build(lines: readonly string[], context: Digest, workspace = "w") {
    let log = "";
    const take = (event: RunningEvent) => {
      if (event.type === "log") log += event.text;
    };
    const request = { dockerfileText: `${lines.join("\n")}\n`, context, noCache: true };
    const job = { id: "b", workspace, request };
    return { finished: await builder.build(job, take, new AbortController().signal), log: () => log };
  }

  it("members of an archive that climb out, are absolute or lie behind links stay in the image", async () => {
    const up = "../".repeat(12);
    const archives = {
      climbing: tarOf([{ path: `${up}${outside.slice(1)}/climbed`, text: "x" }]),
      absolute: tarOf([{ path: `${outside}/absolute`, text: "x" }]),
      linked: tarOf([
        { path: "way", link: outside },
        { path: "way/linked", text: "x" },
      ]),
      hardlinked: tarOf([
        { path: "passwd", hardlink: `${up}etc/passwd` },
        { path: "passwd", text: "x" },
      ]),
    };
    for (const [name, archive] of Object.entries(archives)) {
      const { finished } = await build(["FROM busybox", "ADD a.tar /in/"], await contextOf({ "a.tar": archive }));
      expect(finished.problem?.code ?? "done", name).not.toBe("internal");
    }
    expect(["climbed", "absolute", "linked"].filter((name) => existsSync(join(outside, name)))).toEqual([]);
  });

  it("destinations of COPY that climb out or lie behind links stay in the image", async () => {
    const lines = [
      "FROM busybox",
      `RUN ln -s ${outside} /absolute && ln -s ../../../../../../..${outside} /climbing`,
      "COPY f /absolute/one",
      "COPY f /climbing/two",
      `COPY f ${"../".repeat(12)}${outside.slice(1)}/three`,
      `WORKDIR ${"/..".repeat(5)}${outside}`,
      `RUN ls ${outside}`,
    ];
    const { finished, log } = await build(lines, await contextOf({ f: "content" }));
    expect(finished.problem, log()).toBeUndefined();
    expect(log()).toBe("one\nthree\ntwo\n");
    expect(["one", "two", "three"].filter((name) => existsSync(join(outside, name)))).toEqual([]);
  });

  it("nothing of another build is to be found: its files, its processes, its caches", async () => {
    const context = await contextOf({ secretfile: "of another" });
    const other = build(
      [
        "FROM busybox",
        "COPY secretfile /another-build",
        "RUN --mount=type=cache,target=/cache touch /cache/another-cache /another-file && sleep 2.75",
      ],
      context,
      "another",
    );
    const lines = [
      "FROM busybox",
      "RUN --mount=type=cache,target=/cache sleep 0.7; find / -name 'another-*' 2>/dev/null; cat /proc/[0-9]*/cmdline | tr '\\0' ' '; ls /cache; echo; echo searched",
    ];
    const [{ finished, log }] = await Promise.all([build(lines, context), other]);
    expect(finished.problem, log()).toBeUndefined();
    expect(log()).not.toMatch(/another-(build|file|cache)|sleep 2\.75/);
    expect(log().trim().split("\n").at(-1)).toBe("searched");
    expect((await other).finished.problem).toBeUndefined();
  });
}

const { users, missing } = sandboxUsers();
for (const user of users) describe(`attempts of a build to get out, as ${user.name}`, () => escapes(user));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
