import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { TransferProgress } from "#contract/transfer.ts";
import { guardWithPassword, guardWithTokens } from "#server/oci/distribution/guardFixture.ts";
import { problemOf, tarOf } from "#server/oci/distribution/pullFixture.ts";
import { startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { newImage } from "#server/oci/store/storeFixture.ts";
import { openTransfers, unending } from "./transferFixture.ts";

const LAYER = tarOf("hello", "hello");
const LARGE = tarOf("random", randomBytes(3_000_000));
const quiet = { onProgress: () => undefined };

test("a pulled image becomes one of the owner's, with Docker's phases for each layer", async () => {
  const registry = await startPushRegistry();
  const { id, manifest } = registry.putImage("team/app:1", { layers: [LAYER, LARGE] });
  const { transfers, images } = openTransfers();
  const name = `${registry.host}/team/app:1`;
  const told: TransferProgress[] = [];
  const options = { onProgress: (progress: TransferProgress) => told.push(progress) };
  const pulled = await transfers.pull("me", name, options, unending());
  expect(pulled).toEqual({ id, digest: manifest, reference: name, isNew: true });
  expect(images.list("me")).toMatchObject([{ id, tags: [name], built: false, layers: 2 }]);
  expect(images.list("you")).toEqual([]);
  expect([...new Set(told.map(({ phase }) => phase))]).toEqual(["waiting", "downloading", "verifying", "pulled"]);
  expect((await transfers.pull("me", name, quiet, unending())).isNew).toBe(false);
});

test("a name that the owner's image had moves to the pulled one", async () => {
  const registry = await startPushRegistry();
  const { transfers, images, putImage } = openTransfers();
  const name = `${registry.host}/app:1`;
  const old = putImage("me", name, [tarOf("old", "old")]);
  const { id } = registry.putImage("app:1", { layers: [LAYER] });
  await transfers.pull("me", name, quiet, unending());
  expect(images.get("me", name)?.id).toBe(id);
  expect(images.get("me", old.id)?.tags).toEqual([]);
});

test("pushes what was pulled to another repository by mounting its layers", async () => {
  const registry = await startPushRegistry();
  const { transfers, images } = openTransfers();
  registry.putImage("one:1", { layers: [LARGE] });
  registry.has.set("one", new Set(registry.blobs.keys()));
  await transfers.pull("me", `${registry.host}/one:1`, quiet, unending());
  images.tag("me", `${registry.host}/one:1`, `${registry.host}/two:1`);
  const told: TransferProgress[] = [];
  await transfers.push("me", `${registry.host}/two:1`, (progress) => told.push(progress), unending());
  expect(told.at(-1)).toMatchObject({ phase: "mounted", from: "one" });
  expect(registry.manifests.has("two:1")).toBe(true);
});

test("logs in with a password, pushes, pulls back after removal, and can't after logging out", async () => {
  const registry = await startPushRegistry();
  guardWithPassword(registry, "me", "s3cret-word");
  const { transfers, images, putImage } = openTransfers();
  const name = `${registry.host}/app:1`;
  const { id } = putImage("me", name, [LAYER]);
  const push = () => transfers.push("me", name, () => undefined, unending());
  expect(await problemOf(push())).toMatchObject({ code: "registry/unauthorized" });
  await transfers.login("me", { registry: registry.host, username: "me", password: "s3cret-word" }, unending());
  expect(transfers.logins("me")).toEqual([{ registry: registry.host, username: "me", kept: false }]);
  await push();
  images.remove("me", id);
  expect(await transfers.pull("me", name, quiet, unending())).toMatchObject({ id, isNew: true });
  expect(transfers.logout("me", registry.host)).toBe(true);
  expect(transfers.logout("me", registry.host)).toBe(false);
  expect(await problemOf(push())).toMatchObject({ code: "registry/unauthorized" });
});

test("asks for a token that may push, and read where layers are mounted from", async () => {
  const registry = await startPushRegistry();
  const asked = guardWithTokens(registry, "me", "s3cret-word");
  const { transfers, images, putImage } = openTransfers();
  await transfers.login("me", { registry: registry.host, username: "me", password: "s3cret-word" }, unending());
  putImage("me", `${registry.host}/one:1`, [LAYER]);
  await transfers.push("me", `${registry.host}/one:1`, () => undefined, unending());
  images.tag("me", `${registry.host}/one:1`, `${registry.host}/two:1`);
  await transfers.push("me", `${registry.host}/two:1`, () => undefined, unending());
  expect(asked).toEqual([[], ["repository:one:pull,push"], ["repository:two:pull,push", "repository:one:pull"]]);
});

test("rejects a wrong password, in the registry's words and without the password", async () => {
  const registry = await startPushRegistry();
  const { transfers } = openTransfers();
  for (const guard of [guardWithPassword, guardWithTokens]) {
    guard(registry, "me", "right-word");
    const login = { registry: registry.host, username: "me", password: "wrong-word" };
    const problem = await problemOf(transfers.login("me", login, unending()));
    expect(problem.code).toBe("registry/login");
    expect(JSON.stringify(problem)).not.toContain("wrong-word");
  }
  expect(transfers.logins("me")).toEqual([]);
});

test("a pull can be canceled, and leaves no image", async () => {
  const registry = await startPushRegistry();
  registry.putImage("app:1", { layers: [LARGE] });
  const { transfers, images } = openTransfers();
  const cancel = new AbortController();
  const onProgress = () => cancel.abort(new Error("not needed"));
  await expect(transfers.pull("me", `${registry.host}/app:1`, { onProgress }, cancel.signal)).rejects.toThrow(
    "not needed",
  );
  expect(images.list("me")).toEqual([]);
});

test("an image is not pushed by its ID, and not without an image of that name", async () => {
  const { transfers, putImage } = openTransfers();
  const { id } = putImage("me", "app:1", [LAYER]);
  for (const name of [id.slice(7, 19), "other:1"]) {
    expect(await problemOf(transfers.push("me", name, () => undefined, unending()))).toMatchObject({
      code: "image/not-found",
    });
  }
});

test("a login that comes with one push is used for it and not kept", async () => {
  const registry = await startPushRegistry();
  guardWithPassword(registry, "me", "s3cret-word");
  const { transfers, putImage } = openTransfers();
  const name = `${registry.host}/app:1`;
  putImage("me", name, [LAYER]);
  const auth = { username: "me", password: "s3cret-word" };
  await transfers.push("me", name, () => undefined, unending(), auth);
  await transfers.pull("me", name, { ...quiet, auth }, unending());
  expect(transfers.logins("me")).toEqual([]);
  const push = transfers.push("me", name, () => undefined, unending());
  expect(await problemOf(push)).toMatchObject({ code: "registry/unauthorized" });
});

test("a layer that was pushed is not pulled again while it is stored", async () => {
  const registry = await startPushRegistry();
  const { transfers, images, putImage } = openTransfers();
  const name = `${registry.host}/app:1`;
  const { id } = putImage("me", name, [LARGE]);
  await transfers.push("me", name, () => undefined, unending());
  images.remove("me", id);
  const told: TransferProgress[] = [];
  await transfers.pull("me", name, { onProgress: (progress) => told.push(progress) }, unending());
  expect(told.map(({ phase }) => phase)).toEqual(["waiting", "exists"]);
  expect(images.get("me", name)?.id).toBe(id);
});

describe("without a reachable registry", () => {
  const nowhere = "http://127.0.0.1:1";
  const registry = { mirrors: [nowhere], proxy: { https: nowhere }, retryDelayMs: 1, idleTimeoutMs: 500 };
  const openOffline = () => openTransfers({ registry });

  test("the starter image becomes the owner's busybox, and the next pull leaves it there", async () => {
    const { transfers, images } = openOffline();
    const pulled = await transfers.pull("me", "busybox", quiet, unending());
    expect(pulled).toMatchObject({ reference: "docker.io/library/busybox:latest", isNew: true, standIn: "starter" });
    expect(images.list("me")).toMatchObject([{ id: pulled.id, tags: ["busybox:latest"], built: false }]);
    const again = await transfers.pull("me", "busybox", quiet, unending());
    expect(again).toMatchObject({ id: pulled.id, isNew: false, standIn: "own" });
  });

  test("an image that a build pulled takes the place of the registry's", async () => {
    const { transfers, images, blobs } = openOffline();
    const layers = [blobs.put(LAYER)];
    const { config } = newImage(layers, []);
    const { platform, origin } = { platform: "linux/amd64", origin: "registry" as const };
    const { id } = images.keepPulled({ reference: "demo:1", platform, config, layers, origin });
    const pulled = await transfers.pull("me", "demo:1", { ...quiet, platform }, unending());
    expect(pulled).toMatchObject({ id, isNew: true, standIn: "kept" });
    expect(images.get("me", "demo:1")?.id).toBe(id);
  });

  test("an image of one's own with that name is not replaced", async () => {
    const { transfers, images, putImage } = openOffline();
    const { id } = putImage("me", "busybox", [LAYER]);
    const pulled = await transfers.pull("me", "busybox", { ...quiet, platform: "linux/amd64" }, unending());
    expect(pulled).toMatchObject({ id, isNew: false, standIn: "own" });
    expect(images.get("me", "busybox")?.id).toBe(id);
  });

  test("nothing stands in for what is pulled with a login", async () => {
    const { transfers, images } = openOffline();
    const auth = { username: "me", password: "s3cret-word" };
    const problem = await problemOf(transfers.pull("me", "busybox", { ...quiet, auth }, unending()));
    expect(problem.code).toBe("registry/unreachable");
    expect(images.list("me")).toEqual([]);
  });

  test("an image that is kept nowhere fails, with the names of those that are", async () => {
    const { transfers } = openOffline();
    const problem = await problemOf(transfers.pull("me", "python:3", quiet, unending()));
    expect(problem).toMatchObject({ code: "registry/unreachable", next: expect.stringContaining("busybox") });
  });
});
