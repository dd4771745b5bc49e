import type { Container, ContainerState } from "#contract/container.ts";
import type { Digest } from "#contract/names/digest.ts";
import { encodeImageConfig } from "#server/oci/store/config.ts";
import { putLayer, temporaryStore } from "#server/oci/store/storeFixture.ts";

const PHASES: Readonly<Record<ContainerState["phase"], ContainerState>> = {
  created: { phase: "created" },
  running: { phase: "running", startedAt: 1, paused: false },
  exited: { phase: "exited", startedAt: 1, finishedAt: 2, code: 0, reason: "exit" },
};

/** For tests: a store of images, and containers that use them. */
export function imagesAndContainers() {
  const { images, blobs } = temporaryStore();
  const list: Container[] = [];
  return {
    services: { images, containers: { list: (owner: string) => (owner === "me" ? list : []) } },
    images,
    put(tags: readonly string[], ...files: Record<string, string>[]) {
      const layers = files.map((layer) => putLayer(blobs, layer));
      const rootfs = { type: "layers" as const, diff_ids: layers };
      const author = `image of ${tags.join()}`;
      const config = encodeImageConfig({ os: "linux", architecture: "amd64", author, rootfs });
      return images.put({ workspace: "me", config, layers, tags }).id;
    },
    use(id: Digest, phase: ContainerState["phase"]) {
      const number = list.length + 1;
      list.push({
        id: String(number).repeat(64).slice(0, 64),
        name: `user${number}`,
        image: { id, ref: "demo" },
        argv: [],
        spec: { image: "demo" },
        createdAt: 1,
        state: PHASES[phase],
        restarts: 0,
        ports: [],
        volumes: [],
      });
    },
  };
}
