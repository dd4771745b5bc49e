import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { guardWithPassword } from "#server/oci/distribution/guardFixture.ts";
import { problemOf, tarOf } from "#server/oci/distribution/pullFixture.ts";
import { type PushRegistry, startPushRegistry } from "#server/oci/distribution/pushRegistryFixture.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import { localImage } from "#server/oci/store/localImage.ts";
import { openTransfers, unending } from "./transferFixture.ts";

const SECRET = tarOf("secret", randomBytes(100_000));
const LOGIN = { username: "ann", password: "ann-s3cret-word" };
const quiet = { onProgress: () => undefined };

/** A registry that only ann may read, with an image. */
async function privateRegistry(): Promise<{ registry: PushRegistry; name: string }> {
  const registry = await startPushRegistry();
  registry.putImage("private/app:1", { layers: [SECRET] });
  guardWithPassword(registry, LOGIN.username, LOGIN.password);
  return { registry, name: `${registry.host}/private/app:1` };
}

describe("attacks on what another owner pulls, pushes, and logs in with", () => {
  it("a login is its owner's alone", async () => {
    const { registry, name } = await privateRegistry();
    const { transfers } = openTransfers();
    await transfers.login("ann", { registry: registry.host, ...LOGIN }, unending());
    expect(transfers.logins("bob")).toEqual([]);
    expect(transfers.logout("bob", registry.host)).toBe(false);
    expect((await problemOf(transfers.pull("bob", name, quiet, unending()))).code).toBe("registry/unauthorized");
    expect(transfers.logins("ann")).toHaveLength(1);
  });

  it("an image that was pulled with a login is nobody else's, not even for a FROM", async () => {
    const { registry, name } = await privateRegistry();
    const { transfers, images } = openTransfers();
    await transfers.login("ann", { registry: registry.host, ...LOGIN }, unending());
    const { id } = await transfers.pull("ann", name, quiet, unending());
    const platform = images.require("ann", id).platform;
    expect(localImage(images, "ann", { name, platform })?.image.id).toBe(id);
    for (const wanted of [name, id]) expect(images.get("bob", wanted)).toBeUndefined();
    expect(localImage(images, "bob", { name, platform })).toBeUndefined();
    expect(images.listPulled().map(({ reference }) => reference)).not.toContain(name);
    expect((await problemOf(transfers.pull("bob", name, quiet, unending()))).code).toBe("registry/unauthorized");
  });

  it("a layer that was pulled with a login can't be had by its digest through another registry", async () => {
    const { registry, name } = await privateRegistry();
    const { transfers, images } = openTransfers();
    await transfers.login("ann", { registry: registry.host, ...LOGIN }, unending());
    await transfers.pull("ann", name, quiet, unending());
    // Bob's registry names the layer, and does not have it.
    const other = await startPushRegistry();
    const { layers } = JSON.parse(String(registry.manifests.get("private/app:1")?.bytes));
    other.putImage("mine:1", { layers: [SECRET] });
    other.blobs.delete(layers[0].digest);
    const pull = transfers.pull("bob", `${other.host}/mine:1`, quiet, unending());
    expect((await problemOf(pull)).code).toMatch(/^registry\//);
    expect(images.list("bob")).toEqual([]);
  });

  it("a layer that another owner pushed is not mounted", async () => {
    const registry = await startPushRegistry();
    const { transfers, putImage } = openTransfers();
    putImage("ann", `${registry.host}/ann:1`, [SECRET]);
    putImage("bob", `${registry.host}/bob:1`, [SECRET]);
    await transfers.push("ann", `${registry.host}/ann:1`, () => undefined, unending());
    registry.seen.length = 0;
    await transfers.push("bob", `${registry.host}/bob:1`, () => undefined, unending());
    expect(registry.seen.some(({ path }) => path.includes("mount="))).toBe(false);
  });

  it("among several people, nobody reaches this machine's registries, with or without a login", async () => {
    const registry = await startPushRegistry();
    registry.putImage("app:1", { layers: [SECRET] });
    const { transfers, putImage } = openTransfers({ isOperator: () => false });
    const name = `${registry.host}/app:1`;
    putImage("bob", name, [SECRET]);
    const attempts = [
      () => transfers.pull("bob", name, quiet, unending()),
      () => transfers.pull("bob", name, { ...quiet, auth: LOGIN }, unending()),
      () => transfers.push("bob", name, () => undefined, unending(), LOGIN),
      () => transfers.login("bob", { registry: registry.host, ...LOGIN }, unending()),
    ];
    for (const attempt of attempts) {
      const problem = await problemOf(attempt());
      expect(problem).toMatchObject({ code: "registry/unreachable" });
      expect(problem.detail).toContain("private network");
    }
    expect(registry.seen).toEqual([]);
  });

  it("the operator's password pulls for everybody and pushes for nobody of several", async () => {
    const { registry, name } = await privateRegistry();
    const settings = { mirrors: [], retryDelayMs: 1, idleTimeoutMs: 2000, credentials: { [registry.host]: LOGIN } };
    const { transfers, images } = openTransfers({ isOperator: () => false, registry: settings });
    expect((await transfers.pull("bob", name, quiet, unending())).isNew).toBe(true);
    registry.seen.length = 0;
    images.tag("bob", name, `${registry.host}/private/stolen:1`);
    const push = transfers.push("bob", `${registry.host}/private/stolen:1`, () => undefined, unending());
    expect((await problemOf(push)).code).toBe("registry/unauthorized");
    expect(registry.seen.some(({ headers }) => headers.authorization !== undefined)).toBe(false);
  });

  it("on a server for one person, a registry they name can't lead a pull elsewhere on the machine", async () => {
    const neighbor = await startPushRegistry();
    const registry = await startPushRegistry();
    registry.putImage("app:1", { layers: [SECRET] });
    registry.meddle = ({ url = "" }, response) => {
      if (!url.includes("/blobs/")) return false;
      response.writeHead(307, { location: `${neighbor.url}${url}` }).end();
      return true;
    };
    const { transfers } = openTransfers();
    const problem = await problemOf(transfers.pull("me", `${registry.host}/app:1`, quiet, unending()));
    expect(problem.code).toBe("registry/unreachable");
    expect(neighbor.seen).toEqual([]);
  });

  it("no more than a few transfers of one owner run at once", async () => {
    const registry = await startPushRegistry();
    registry.meddle = () => true;
    const { transfers } = openTransfers();
    const stop = new AbortController();
    const pulls = Array.from({ length: 5 }, () =>
      problemOf(transfers.pull("me", `${registry.host}/a:1`, quiet, stop.signal)),
    );
    expect((await Promise.any(pulls)).code).toBe("request/too-many");
    stop.abort(new Error("enough"));
    await Promise.allSettled(pulls);
  });

  it("an image larger than what may be kept is not pulled or loaded", async () => {
    const registry = await startPushRegistry();
    registry.putImage("app:1", { layers: [tarOf("large", Buffer.alloc(5_000_000))] });
    const { transfers, images } = openTransfers({ keptBytes: 1_000_000 });
    const pull = transfers.pull("me", `${registry.host}/app:1`, quiet, unending());
    expect((await problemOf(pull)).code).toBe("registry/too-large");
    const archive = (async function* () {
      yield tarOf("large", Buffer.alloc(5_000_000));
    })();
    expect((await problemOf(transfers.load("me", archive, unending()))).code).toBe("image/too-large");
    expect(images.list("me")).toEqual([]);
    expect(images.blobs.has(digestOf(tarOf("large", Buffer.alloc(5_000_000))))).toBe(false);
  });
});
