import { afterAll, beforeAll, expect, it } from "vitest";
import { healthSchema } from "#contract/health.ts";
import { routes } from "#contract/routes.ts";
import { createTestApp, type TestApp } from "../testApp.ts";

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.close());

const health = async () => healthSchema.parse((await test.app.inject(routes.health())).json());

it("reports the delay of a busy main thread", async () => {
  await health();
  // The next sample is measured from the monitor's first one.
  await new Promise((resolve) => setTimeout(resolve, 30));
  const until = performance.now() + 300;
  while (performance.now() < until);
  await expect.poll(async () => (await health()).eventLoopDelay?.max).toBeGreaterThan(200);
});
