import type { ImageDockerfile } from "#contract/imageDockerfile.ts";
import { familiarName } from "#contract/names/reference.ts";
import { knownBases, type NamedLayers } from "#server/oci/inspect/knownBases.ts";
import { type ProbableBase, reconstructDockerfile } from "#server/oci/inspect/reconstructDockerfile.ts";
import type { ImageStore } from "#server/oci/store/imageStore.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";

type Store = Pick<ImageStore, "get" | "list" | "listLayers" | "listPulled" | "require">;

/** The text that an image was built from here, or else what its history tells. Throws a ProblemError: image/not-found. */
export function dockerfileOf(store: Store, workspace: string, ref: string): ImageDockerfile {
  const image = store.require(workspace, ref);
  if (image.source !== undefined) return { text: image.source.dockerfileText, from: "build" };
  return { text: reconstructDockerfile(image.config, baseOf(store, image)), from: "history" };
}

/** The largest image at hand that this one starts with. */
function baseOf(store: Store, { workspace, layers }: StoredImage): ProbableBase | undefined {
  const pulled = store.listPulled();
  const tags = new Map(store.list(workspace).map(({ id, tags: names }) => [id, names]));
  const others: NamedLayers[] = [
    ...store
      .listLayers(workspace)
      .map((own) => ({ ...own, names: tags.get(own.id) ?? [], layers: own.layers.map(({ diffId }) => diffId) })),
    ...pulled.map(({ id, reference, layers: all }) => {
      return { id, names: [familiarName(requireReference(reference))], layers: all.map(({ diffId }) => diffId) };
    }),
  ];
  const base = knownBases(
    layers.map(({ diffId }) => diffId),
    others,
  ).at(-1);
  const [name] = base?.names ?? [];
  const found = base?.ids.flatMap(
    (id) => store.get(workspace, id)?.config ?? pulled.find((one) => one.id === id)?.config ?? [],
  );
  const config = found?.[0];
  return base && name !== undefined && config ? { name, layers: base.layers, config } : undefined;
}
