import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { routes } from "#contract/routes.ts";
import { spawnServer } from "./runningServer.ts";

const folder = mkdtempSync(path.join(tmpdir(), "strata-backup-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a snapshot of the data folder, taken while the server runs, has all that was finished by then", async () => {
  const server = await spawnServer();
  const text = "FROM busybox\nRUN echo kept > /kept\n";
  const { id } = await server.build({ dockerfileText: text, tags: ["kept:1"] });
  // As a snapshot of the file system is: everything at one moment, write-ahead logs too.
  process.kill(server.process.pid ?? 0, "SIGSTOP");
  const copy = path.join(folder, "copy");
  try {
    execFileSync("cp", ["--archive", server.data, copy]);
  } finally {
    process.kill(server.process.pid ?? 0, "SIGCONT");
  }
  await server.build({ dockerfileText: "FROM busybox\nENV LATER=1\n", tags: ["later:1"] });
  await server.stop();

  const restored = await spawnServer({ data: copy });
  try {
    expect(await restored.state(id)).toMatchObject({ state: "done" });
    const kept = await restored.fetch(routes.imageArchive("kept:1"));
    expect((await kept.arrayBuffer()).byteLength).toBeGreaterThan(1e5);
    expect((await restored.fetch(routes.image("later:1"))).status).toBe(404);
    const again = await restored.build({ dockerfileText: text });
    expect(again.events).toContainEqual(expect.objectContaining({ type: "step", state: "cached" }));
  } finally {
    await restored.stop();
  }
});
