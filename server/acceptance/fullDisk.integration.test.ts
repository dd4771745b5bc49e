import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { contextResponseSchema } from "#contract/context.ts";
import { imageListSchema } from "#contract/image.ts";
import { problemSchema } from "#contract/problem.ts";
import { routes } from "#contract/routes.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";
import { tarOfEntries } from "./tarOfEntries.ts";

const isRoot = process.getuid?.() === 0 && process.platform === "linux";
if (!isRoot) process.stderr.write("SKIPPED: builds on a full disk need root to mount a small one\n");

const MEGABYTE = 1024 * 1024;

describe.skipIf(!isRoot)("a full disk", () => {
  let server: ServerInProcess;
  const disk = mkdtempSync(join(tmpdir(), "strata-full-"));

  beforeAll(async () => {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=100m", "tmpfs", disk]);
    server = await startInProcess({ data: join(disk, "data") });
  });

  afterAll(async () => {
    await server.stop();
    execFileSync("umount", [disk]);
    rmSync(disk, { recursive: true });
  });

  const send = (megabytes: number, name: string) =>
    server.fetch(routes.contexts(), {
      method: "POST",
      body: tarOfEntries([{ path: "big", text: name.repeat((megabytes * MEGABYTE) / name.length) }]),
      headers: { "content-type": "application/x-tar" },
    });
  const tags = async () => {
    const { images } = imageListSchema.parse(await (await server.fetch(routes.images())).json());
    return images.flatMap((image) => image.tags);
  };

  it("fails the build with a problem of its own, and does not affect other builds", async () => {
    const small = "FROM scratch\nCOPY <<EOF /small\nhello\nEOF\n";
    const kept = await server.build({ dockerfileText: small, tags: ["kept"] });
    expect(kept.finished.state).toBe("done");
    const { digest: context } = contextResponseSchema.parse(await (await send(60, "x")).json());
    const big = await server.build({ dockerfileText: "FROM scratch\nCOPY big /big\n", context, tags: ["big"] });
    expect(big.finished).toMatchObject({ state: "failed", problem: { code: "store/full", instruction: "COPY" } });
    expect(await tags()).toEqual(["kept:latest"]);
    const next = await server.build({ dockerfileText: small.replace("hello", "again"), tags: ["next"] });
    expect(next.finished.problem).toBeUndefined();
  });

  it("rejects a workspace that does not fit, and keeps the old one", async () => {
    const settings = { dockerfile: "f0", tag: "", target: "", buildArgs: [], platform: "" };
    const save = (...texts: string[]) => {
      const files = texts.map((text, at) => ({ path: `f${at}`, kind: "text", mode: 0o644, text, size: text.length }));
      const headers = { "content-type": "application/json", "if-match": "*" };
      const body = JSON.stringify({ name: "w", files, settings });
      return server.fetch(routes.workspace(), { method: "PUT", body, headers });
    };
    expect((await save("FROM kept")).status).toBe(200);
    const refused = await save(...Array.from({ length: 55 }, (_, at) => `${at}`.repeat(500_000)));
    expect([refused.status, problemSchema.parse(await refused.json()).code]).toEqual([507, "store/full"]);
    expect(await (await server.fetch(routes.workspace())).text()).toContain("FROM kept");
  });

  it("rejects an upload that does not fit, and continues", async () => {
    const answer = await send(60, "another ");
    expect([answer.status, problemSchema.parse(await answer.json()).code]).toEqual([507, "store/full"]);
    expect((await send(1, "small ")).status).toBe(201);
    const archive = await server.fetch(routes.imageArchive("kept"));
    expect((await archive.arrayBuffer()).byteLength).toBeGreaterThan(0);
  });
});
