/** What the fields of OCI's documents mean, by their names; those of `docker image inspect` are in messages.ts. */
const MEANINGS: Readonly<Record<string, string>> = {
  schemaVersion: "Version of the document's format. Always 2.",
  mediaType: "Type of the document, or of the blob that is named.",
  digest: "sha256 of the named blob: its name and its proof.",
  size: "Bytes of the named blob, as it is stored.",
  manifests: "The manifests that an index names, one for each platform, name, or attestation.",
  platform: "Operating system and CPU that the manifest is for; unknown/unknown for attestations.",
  annotations: "Notes of whoever made the document, as keys and values. Containers don't see them.",
  layers: "The layers' blobs, base first. A plain tar's digest is its diff ID; a compressed one's is another.",
  config:
    "In a manifest: the configuration's blob, whose digest is the image ID. In a configuration: what a container gets.",
  architecture: "CPU architecture.",
  os: "Operating system.",
  variant: "Variant of the architecture, such as v8 for arm64.",
  created: "When it was made.",
  author: "Who made it.",
  rootfs: "The file system: its layers.",
  diff_ids: "Digests of the uncompressed layers, base first.",
  history: "What made each layer, oldest first; docker history shows it newest first.",
  created_by: "The command of a step.",
  comment: "What made the step.",
  empty_layer: "True for a step that made no layer.",
  subject: "Another manifest that this one is about.",
  artifactType: "What an artifact is, if it is not an image.",
  predicateType: "What kind of statement it is: provenance says how the image was built, SPDX what is in it.",
  predicate: "The statement itself.",
};

/** The names in a document that have a meaning to tell, each once, in their order. */
export function meaningsIn(json: unknown): [name: string, meaning: string][] {
  const names = new Set<string>();
  collect(json, names, 0);
  return [...names].flatMap((name): [string, string][] => {
    const meaning = MEANINGS[name];
    return meaning === undefined ? [] : [[name, meaning]];
  });
}

/** Below this, documents of images have only what a container gets, or annotations. */
const DEPTH = 5;

function collect(json: unknown, names: Set<string>, depth: number): void {
  if (typeof json !== "object" || json === null || depth > DEPTH) return;
  for (const [name, value] of Object.entries(json)) {
    if (!Array.isArray(json)) names.add(name);
    if (name !== "annotations") collect(value, names, depth + 1);
  }
}
