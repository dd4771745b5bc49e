import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { beforeEach, describe, expect, it } from "vitest";
import { digestOf } from "#server/oci/store/digest.ts";
import { problemOf, puller, tarOf } from "./pullFixture.ts";
import { startRegistry, type TestRegistry } from "./registryFixture.ts";

const LAYER = tarOf("hello", "hello");
const COMPRESSED = gzipSync(LAYER);
const QUICK = { allowPrivate: true, retryDelayMs: 1, idleTimeoutMs: 300 };

let registry: TestRegistry;
beforeEach(async () => {
  registry = await startRegistry();
  registry.putImage("a/b:1", { layers: [LAYER] });
});

async function refusal(name = "a/b:1", options: Parameters<ReturnType<typeof puller>["pull"]>[1] = {}) {
  const { store, pull } = puller();
  const problem = await problemOf(pull(`${registry.host}/${name}`, { ...QUICK, ...options }));
  expect(store.blobs.has(digestOf(LAYER))).toBe(false);
  return problem;
}

/** Answers requests whose path contains this. */
function answer(part: string, how: (response: ServerResponse) => void): void {
  registry.intercept = ({ url = "" }, response) => {
    if (!url.includes(part)) return false;
    how(response);
    return true;
  };
}

/** Writes until the reader stops. */
function endless(response: ServerResponse): void {
  const piece = Buffer.alloc(64 * 1024, " ");
  const more = () => {
    while (response.write(piece));
    response.once("drain", more);
  };
  response.on("error", () => undefined);
  more();
}

describe("attacks by a registry's content", () => {
  it("a layer with another digest is not stored", async () => {
    registry.blobs.set(digestOf(COMPRESSED), Buffer.from(COMPRESSED).fill(0, 9, 10));
    expect((await refusal()).code).toBe("registry/digest");
  });

  it("a configuration with another digest is not stored", async () => {
    const { id } = registry.putImage("a/b:1", { layers: [LAYER] });
    const config = registry.blobs.get(id)?.toString() ?? "";
    registry.blobs.set(id, Buffer.from(config.replace("history", "herstor")));
    expect((await refusal()).code).toMatch(/^registry\/(digest|invalid)$/);
  });

  it("a manifest other than the one a FROM pins is rejected", async () => {
    const { manifest } = registry.putImage("a/pinned:1", { layers: [tarOf("x", "y")] });
    const other = registry.manifests.get("a/b:1");
    if (other === undefined) throw new Error("no manifest");
    registry.manifests.set(`a/pinned@${manifest}`, other);
    expect((await refusal(`a/pinned@${manifest}`)).code).toMatch(/^registry\/(digest|invalid)$/);
  });

  it("a layer is not accepted for the diff ID that a configuration claims for it", async () => {
    const rootfs = { type: "layers", diff_ids: [digestOf("somebody else's layer")] };
    registry.putImage("a/b:1", { layers: [LAYER], config: { rootfs } as never });
    expect((await refusal()).code).toMatch(/^registry\/(digest|invalid)$/);
  });

  it("a layer that unpacks beyond the limit is stopped on the way", async () => {
    registry.putImage("a/bomb:1", { layers: [Buffer.alloc(50_000_000)] });
    expect((await refusal("a/bomb:1", { limits: { maxImageBytes: 10_000_000 } })).code).toBe("registry/too-large");
  });

  it("an image with too many layers is rejected before the first", async () => {
    const layers = Array.from({ length: 9 }, (_, index) => tarOf(`f${index}`, String(index)));
    registry.putImage("a/many:1", { layers });
    expect((await refusal("a/many:1", { limits: { maxLayers: 8 } })).code).toBe("registry/too-large");
    expect(registry.seen.filter(({ path }) => path.includes("/blobs/")).length).toBeLessThan(2);
  });

  it("an index that names itself is not followed in a loop", async () => {
    const descriptor = { mediaType: "application/vnd.oci.image.index.v1+json", size: 100, digest: digestOf("index") };
    registry.putIndex("a/loop:1", [{ ...descriptor, platform: { os: "linux", architecture: "amd64" } }]);
    const loop = registry.manifests.get("a/loop:1");
    if (loop !== undefined) registry.manifests.set(`a/loop@${descriptor.digest}`, loop);
    expect((await refusal("a/loop:1")).code).toMatch(/^registry\//);
  });
});

describe("attacks by a registry's answers", () => {
  it("an endless manifest is cut off", async () => {
    answer("/manifests/", endless);
    expect((await refusal()).code).toMatch(/^registry\//);
  });

  it("an endless layer is cut off at its announced size", async () => {
    answer(`/blobs/${digestOf(COMPRESSED)}`, endless);
    expect((await refusal()).code).toMatch(/^registry\//);
  });

  it("an endless error page is cut off", async () => {
    answer("/manifests/", (response) => {
      response.writeHead(500);
      endless(response);
    });
    expect((await refusal()).code).toMatch(/^registry\//);
  });

  it("headers that never arrive time out", async () => {
    answer("/manifests/", () => undefined);
    expect((await refusal()).code).toBe("registry/unreachable");
  });

  it("a layer that stops in the middle each time fails", async () => {
    answer(`/blobs/${digestOf(COMPRESSED)}`, (response) => {
      response.writeHead(200, { "content-length": COMPRESSED.length });
      response.write(COMPRESSED.subarray(0, 10));
    });
    expect((await refusal()).code).toBe("registry/unreachable");
  });

  it("a loop of redirects is not followed", async () => {
    answer("/manifests/", (response) => response.writeHead(307, { location: "/v2/a/b/manifests/1" }).end());
    expect((await refusal()).code).toBe("registry/unreachable");
    expect(registry.seen.length).toBeLessThan(20);
  });

  it("a registry that always asks for a login is not answered forever", async () => {
    answer("/manifests/", (response) => response.writeHead(401, { "www-authenticate": "Basic" }).end());
    const credentials = { [registry.host]: { username: "joe", password: "geheim" } };
    expect((await refusal("a/b:1", { credentials })).code).toBe("registry/unauthorized");
    expect(registry.seen.length).toBeLessThan(10);
  });

  it("a login is not sent to the target of a redirect", async () => {
    const other = await startRegistry();
    const logins: (string | undefined)[] = [];
    other.intercept = ({ headers }, response) => {
      logins.push(headers.authorization);
      response.writeHead(404).end();
      return true;
    };
    registry.intercept = ({ headers }, response) => {
      if (headers.authorization === undefined) response.writeHead(401, { "www-authenticate": "Basic" }).end();
      else response.writeHead(307, { location: `${other.url}/steal` }).end();
      return true;
    };
    const credentials = { [registry.host]: { username: "joe", password: "geheim" } };
    await refusal("a/b:1", { credentials });
    expect(logins.length).toBeGreaterThan(0);
    expect(logins.every((login) => login === undefined)).toBe(true);
  });

  it("a URL for a layer in the manifest is not requested", async () => {
    const other = await startRegistry();
    const manifest = registry.manifests.get("a/b:1");
    const parsed = JSON.parse(manifest?.bytes.toString() ?? "");
    for (const layer of parsed.layers) layer.urls = [`${other.url}/layer`];
    registry.manifests.set("a/b:1", { type: manifest?.type ?? "", bytes: Buffer.from(JSON.stringify(parsed)) });
    registry.blobs.delete(digestOf(COMPRESSED));
    await refusal();
    expect(other.seen).toEqual([]);
  });

  it("the text of an error page is in the problem without escape sequences", async () => {
    answer("/manifests/", (response) => response.writeHead(500).end("\u001b[2J<script>alert(1)</script>"));
    expect(JSON.stringify(await refusal())).not.toMatch(/\\u001b|<script>/);
  });
});
