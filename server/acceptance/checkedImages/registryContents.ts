import type { TestRegistry } from "#server/oci/distribution/registryFixture.ts";
import { asJson, asList, digestOf, type Json, parsed } from "../imageChecker/savedImage.ts";
import type { AtHand } from "../imageChecker/sharedView.ts";
import type { Received } from "./compareCompressed.ts";

/** The images that a registry has under a tag `latest`, as a server has those that it built on. */
export function basesIn(registry: TestRegistry): AtHand[] {
  return imagesIn(registry).map(({ name, config, diffIds }) => {
    return { id: digestOf(config), names: [name], layers: diffIds };
  });
}

/** Bytes of the compressed layers of those images. */
export function sentBy(registry: TestRegistry): Received {
  const sizes = imagesIn(registry).flatMap(({ diffIds, layers }) =>
    layers.map(({ digest, size }, at) => {
      const diffId = diffIds[at] ?? "";
      return { diffId, size: Number(size), isCompressed: digest !== diffId };
    }),
  );
  const byLayer = Map.groupBy(
    sizes.filter(({ isCompressed }) => isCompressed),
    ({ diffId }) => diffId,
  );
  return new Map([...byLayer].map(([diffId, sent]) => [diffId, new Set(sent.map(({ size }) => size))]));
}

interface RegistryImage {
  readonly name: string;
  readonly config: Buffer;
  readonly diffIds: readonly string[];
  readonly layers: readonly Json[];
}

function imagesIn({ manifests, blobs }: TestRegistry): RegistryImage[] {
  const tagged = [...manifests].filter(([name]) => name.endsWith(":latest"));
  return tagged.map(([name, { bytes }]) => {
    const { config, layers } = parsed(bytes);
    const blob = blobs.get(String(asJson(config).digest)) ?? Buffer.from("{}");
    const diffIds = asList(asJson(parsed(blob).rootfs).diff_ids).map(String);
    return { name, config: blob, diffIds, layers: asList(layers).map(asJson) };
  });
}
