import { asJson, asList, digestOf, type Json, type OwnDocuments, parsed } from "./savedImage.ts";

/** The bytes of what stands behind an image: an archive of its own, or the one that it came in. */
export interface Documents {
  readonly manifest: Buffer;
  /** Of the image, or of the layout. */
  readonly index: Buffer;
  readonly statements: readonly Json[];
}

type File = (name: string) => Buffer | undefined;

/** The documents of an OCI layout with one image: its index may name a manifest, or an index of a manifest and attestations. */
export function documentsOf(file: File): Documents | undefined {
  const layout = file("index.json");
  if (layout === undefined) return undefined;
  const blob = (descriptor: unknown): Buffer => {
    const digest = String(asJson(descriptor).digest);
    return file(`blobs/${digest.replace(":", "/")}`) ?? Buffer.from("{}");
  };
  const [first] = asList(parsed(layout).manifests);
  const named = asList(parsed(blob(first)).manifests).map(asJson);
  if (named.length === 0) return { manifest: blob(first), index: layout, statements: [] };
  const isAttestation = ({ annotations }: Json) => "vnd.docker.reference.type" in asJson(annotations);
  return {
    manifest: blob(named.find((one) => !isAttestation(one))),
    index: blob(first),
    statements: named.filter(isAttestation).flatMap((one) => statementsOf(parsed(blob(one)), blob)),
  };
}

function statementsOf({ layers }: Json, blob: (descriptor: unknown) => Buffer): Json[] {
  return asList(layers).map((layer) => {
    const { digest, size, annotations } = asJson(layer);
    return { digest, size, predicateType: asJson(annotations)["in-toto.io/predicate-type"], json: parsed(blob(layer)) };
  });
}

/** `/fields`, apart from what the history says and the base: our own documents of an image, and those that it came with. */
export function fieldsView(own: OwnDocuments, came: Documents | undefined): Json {
  const { manifest, config, layout, index } = own;
  const layers = asList(parsed(manifest).layers).map((layer) => Number(asJson(layer).size));
  return {
    image: digestOf(config),
    // That store counts what it has of the image, packed or not.
    containerd: {
      id: digestOf(index ?? manifest),
      size: layers.reduce((sum, size) => sum + size, manifest.length + config.length + (index?.length ?? 0)),
    },
    manifest: shown(manifest),
    config: shown(config),
    index: shown(index ?? layout),
    ...(came && { received: { manifest: shown(came.manifest), index: shown(came.index) } }),
    attestations: came?.statements ?? [],
  };
}

function shown(document: Buffer): Json {
  return { digest: digestOf(document), size: document.length, json: JSON.parse(document.toString("utf8")) };
}
