import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { imageListSchema, stackSchema } from "#contract/image.ts";
import { routes } from "#contract/routes.ts";
import { startInProcess } from "./serverInProcess.ts";

const data = mkdtempSync(join(tmpdir(), "strata-restart-"));

afterAll(() => rmSync(data, { recursive: true, force: true }));

it("after a power cut, incomplete data is not used: it is removed and built again", async () => {
  const lines = (name: string) => `FROM busybox\nRUN echo ${name} > /f\nRUN grep ${name} /f\n`;
  const first = await startInProcess({ data });
  for (const name of ["kept", "lost"]) await first.build({ dockerfileText: lines(name), tags: [name] });
  const stack = stackSchema.parse(await (await first.fetch(routes.imageLayers("lost"))).json());
  const layer = stack.rows.find(({ base, layer: each }) => !base && each)?.layer?.diffId ?? "";
  await first.stop();

  // As found on disk after one: a file with its name but not its content, all from before the start.
  const blobs = join(data, "blobs");
  truncateSync(join(blobs, "sha256", layer.slice("sha256:".length)), 100);
  const longAgo = Date.now() / 1000 - 30 * 24 * 3600 * 10;
  for (const name of readdirSync(join(blobs, "sha256"))) utimesSync(join(blobs, "sha256", name), longAgo, longAgo);
  writeFileSync(join(blobs, "booted-at"), "0");

  const second = await startInProcess({ data });
  const { images } = imageListSchema.parse(await (await second.fetch(routes.images())).json());
  expect(images.flatMap(({ tags }) => tags)).toEqual(["kept:latest"]);
  for (const name of ["kept", "lost"]) {
    const { finished, log } = await second.build({ dockerfileText: lines(name), tags: [name] });
    expect(finished.state, log).toBe("done");
  }
  await second.stop();
});
