import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { imageListSchema } from "#contract/image.ts";
import { routes } from "#contract/routes.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

const data = mkdtempSync(join(tmpdir(), "strata-trials-"));
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** The image of a trial build of this text, and the build. */
async function trialOf(server: ServerInProcess, text: string) {
  const { id, finished } = await server.build({ dockerfileText: `FROM busybox\nENV A=${text}\n`, trial: true });
  return { build: id, image: finished.image?.id ?? "none" };
}

const isThere = async (server: ServerInProcess, image: string) => (await server.fetch(routes.image(image))).ok;

async function listed(server: ServerInProcess): Promise<string[]> {
  const { images } = imageListSchema.parse(await (await server.fetch(routes.images())).json());
  return images.map(({ id }) => id);
}

it("the image of a trial can be looked at, is in no list, and goes with the trial or the server", async () => {
  const first = await startInProcess({ data });
  const [canceled, left] = [await trialOf(first, "canceled"), await trialOf(first, "left")];
  const kept = await first.build({ dockerfileText: "FROM busybox\nENV A=left\n", tags: ["kept"] });
  expect(await listed(first)).toEqual([kept.finished.image?.id]);
  expect(await isThere(first, left.image)).toBe(true);
  await first.fetch(routes.build(canceled.build), { method: "DELETE" });
  expect(await isThere(first, canceled.image)).toBe(false);
  const cutOff = await trialOf(first, "cut off");
  await first.stop();
  const second = await startInProcess({ data });
  try {
    expect(await isThere(second, cutOff.image)).toBe(false);
    expect(await listed(second)).toEqual([kept.finished.image?.id]);
  } finally {
    await second.stop();
  }
});
