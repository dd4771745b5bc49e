import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { compressedSizeOf } from "#server/oci/store/compressedSize.ts";
import { puller, tarOf } from "./pullFixture.ts";
import { startRegistry } from "./registryFixture.ts";

test("a pull keeps how large its layers came, unless they came as plain tars", async () => {
  const registry = await startRegistry();
  const layer = tarOf("a", "same ".repeat(1000));
  registry.putImage("team/packed:latest", { layers: [layer] });
  registry.putImage("team/plain:latest", { layers: [tarOf("b", "1")], compression: "plain" });
  const { store, pull } = puller();
  const sizes = async (name: string) => {
    const { layers } = await pull(name, { mirrors: [registry.url] });
    return layers.map(({ diffId }) => compressedSizeOf(store.blobs, diffId));
  };
  expect(await sizes("team/packed")).toEqual([{ size: gzipSync(layer).length, how: "received" }]);
  expect(await sizes("team/plain")).toEqual([undefined]);
});
