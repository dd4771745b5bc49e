import { expect, test } from "vitest";
import type { Volume } from "#contract/container.ts";
import { diskUse } from "./diskUse.ts";
import { imagesAndContainers } from "./imageFixture.ts";

const volume = (bytes: number, ...containers: string[]): Volume => ({
  name: `v${bytes}`,
  createdAt: 1,
  anonymous: false,
  labels: {},
  bytes,
  containers,
});

test("counts what is in use, and what removing the rest would free, as docker system df", async () => {
  const { services, images, put, use } = imagesAndContainers();
  const base = { base: "b".repeat(5000) };
  const used = put(["used"], base);
  const unused = put([], base, { own: "o".repeat(9000) });
  use(used, "running");
  use(used, "exited");
  const sizeOf = (layer: number) => images.get("me", unused)?.layers[layer]?.size ?? 0;
  const containers = {
    list: (owner: string) => services.containers.list(owner).map((one, index) => ({ ...one, writable: layer(index) })),
    volumes: async () => [volume(10, "c"), volume(200)],
  };
  const cacheMounts = { list: async () => [{ bytes: 7 }, { bytes: 8 }] };
  expect(await diskUse({ images, containers, cacheMounts }, "me")).toEqual({
    images: { total: 2, active: 1, bytes: sizeOf(0) + sizeOf(1), reclaimable: sizeOf(1) },
    containers: { total: 2, active: 1, bytes: 300, reclaimable: 200 },
    volumes: { total: 2, active: 1, bytes: 210, reclaimable: 200 },
    buildCache: { total: 2, active: 0, bytes: 15, reclaimable: 15 },
  });
});

const layer = (index: number) => ({ bytes: 100 * (index + 1), added: 0, changed: 0, deleted: 0 });
