import { afterAll, beforeAll, expect, it } from "vitest";
import { cacheMountListSchema } from "#contract/cacheMount.ts";
import { routes } from "#contract/routes.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

let server: ServerInProcess;

beforeAll(async () => {
  server = await startInProcess();
});

afterAll(() => server.stop());

async function listed() {
  return cacheMountListSchema.parse(await (await server.fetch(routes.cacheMounts())).json()).mounts;
}

const remove = (id: string) => server.fetch(routes.cacheMount(id), { method: "DELETE" });

it("cache mounts are listed, kept for the next build, and cleared on request", async () => {
  expect(await listed()).toEqual([]);
  const run = (command: string) => `FROM busybox\nRUN --mount=type=cache,target=/root/.npm ${command}\n`;
  await server.build({ dockerfileText: run("echo kept > /root/.npm/f") });
  const [mount] = await listed();
  expect(mount).toMatchObject({ key: "/root/.npm" });
  const { log } = await server.build({ dockerfileText: run("cat /root/.npm/f") });
  expect(log).toContain("kept");
  expect((await remove(mount?.id ?? "")).status).toBe(204);
  expect(await listed()).toEqual([]);
  const { finished } = await server.build({ dockerfileText: run("test ! -e /root/.npm/f") });
  expect(finished.state).toBe("done");
});

it("an unknown one, and one that a build may be using, are not removed", async () => {
  const missing = await remove("../../blobs");
  expect(missing.status).toBe(404);
  expect(await missing.json()).toMatchObject({ code: "cache-mount/not-found" });
  const id = await server.start({ dockerfileText: "FROM busybox\nRUN --mount=type=cache,target=/c sleep 1\n" });
  await expect.poll(async () => (await listed()).some(({ key }) => key === "/c"), { interval: 20 }).toBe(true);
  const used = (await listed()).find(({ key }) => key === "/c");
  const refused = await remove(used?.id ?? "");
  expect([refused.status, await refused.json()]).toMatchObject([409, { code: "cache-mount/in-use" }]);
  expect((await server.events(id)).at(-1)).toMatchObject({ state: "done" });
});
