import type { ServerResponse } from "node:http";
import { expect, test } from "vitest";
import type { Waiting } from "./patience.ts";
import { retryAfter } from "./patience.ts";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import { startRegistry } from "./registryFixture.ts";

/** A registry that is busy the given number of times for each path. */
async function busyRegistry(times: number, headers: Record<string, string> = {}, status = 429) {
  const registry = await startRegistry();
  registry.putImage("x/y:1", { layers: [tarOf("hello", "hello")] });
  const asked = new Map<string, number>();
  registry.intercept = ({ url = "" }, response: ServerResponse) => {
    const before = asked.get(url) ?? 0;
    asked.set(url, before + 1);
    if (before >= times) return false;
    response.writeHead(status, headers).end();
    return true;
  };
  return { registry, asked };
}

for (const status of [429, 503]) {
  test(`retries a request answered with ${status}, and reports the wait`, async () => {
    const { registry } = await busyRegistry(2, {}, status);
    const waits: Waiting[] = [];
    const image = await puller().pull(`${registry.host}/x/y:1`, {
      allowPrivate: true,
      onWait: (waiting) => waits.push(waiting),
    });
    expect(image.layers).toHaveLength(1);
    expect(waits.length).toBeGreaterThanOrEqual(6);
    expect(waits[0]).toEqual({ host: registry.host, status, seconds: 1 });
  });
}

test("retries at the time the registry asks for", async () => {
  const { registry } = await busyRegistry(1, { "retry-after": "0" });
  const options = { allowPrivate: true, retryDelayMs: 3_600_000 };
  expect((await puller().pull(`${registry.host}/x/y:1`, options)).layers).toHaveLength(1);
});

test("does not wait if a registry asks for too long, and reports the time", async () => {
  const { registry, asked } = await busyRegistry(9, { "retry-after": "21600" });
  const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
  expect(problem.code).toBe("registry/unreachable");
  expect(problem.detail).toContain("retry in 21600 s");
  expect([...asked.values()]).toEqual([1]);
});

test("gives up on a registry that stays busy", async () => {
  const { registry, asked } = await busyRegistry(1000);
  const problem = await problemOf(puller().pull(`${registry.host}/x/y:1`, { allowPrivate: true }));
  expect(problem.detail).toContain("too many requests");
  expect([...asked.values()]).toEqual([5]);
});

test("does not wait for a busy mirror: another server may respond", async () => {
  const [{ registry: busy, asked }, { registry: other }] = [await busyRegistry(1000), await busyRegistry(0)];
  other.putImage("library/y:1", { layers: [tarOf("hello", "hello")] });
  const image = await puller().pull("y:1", { mirrors: [busy.url, other.url] });
  expect(image.layers).toHaveLength(1);
  expect([...asked.values()]).toEqual([1]);
});

test("stops waiting when canceled", async () => {
  const { registry } = await busyRegistry(1000, { "retry-after": "50" });
  const controller = new AbortController();
  const pulled = puller().pull(`${registry.host}/x/y:1`, {
    allowPrivate: true,
    signal: controller.signal,
    onWait: () => controller.abort(new Error("canceled")),
  });
  await expect(pulled).rejects.toThrow("canceled");
});

test("reads Retry-After as seconds or as a time", () => {
  const now = Date.parse("Wed, 01 Jan 2020 00:00:00 GMT");
  expect(retryAfter("7", now)).toBe(7000);
  expect(retryAfter("Wed, 01 Jan 2020 00:00:30 GMT", now)).toBe(30_000);
  expect(retryAfter("Tue, 31 Dec 2019 00:00:00 GMT", now)).toBe(0);
  expect([retryAfter(undefined, now), retryAfter("soon", now)]).toEqual([undefined, undefined]);
});
