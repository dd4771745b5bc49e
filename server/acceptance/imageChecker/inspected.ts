import { asJson, asList, type Json, type SavedImage } from "./savedImage.ts";

/** The keys of the configuration that `docker image inspect` prints even if they aren't set. */
const UNSET: Json = {
  ...{ Cmd: null, Entrypoint: null, Env: null, Labels: null, OnBuild: null, Volumes: null },
  ...{ User: "", WorkingDir: "" },
};

/** The object of `docker image inspect`, without what only the store knows (time of tagging, digests in registries). */
export function inspected({ id, tags, config, layers }: SavedImage, size: number): Json {
  const diffIds = layers.map(({ diffId }) => diffId);
  const last = asJson(asList(config.history).at(-1));
  return {
    Id: id,
    RepoTags: tags,
    RepoDigests: [],
    Parent: "",
    Comment: last.comment ?? "",
    ...given("Created", config.created),
    DockerVersion: "",
    Author: config.author ?? "",
    Architecture: config.architecture,
    ...given("Variant", config.variant),
    Os: config.os,
    Size: size,
    RootFS: { Type: "layers", ...(diffIds.length > 0 && { Layers: diffIds }) },
    Config: { ...UNSET, ...asJson(config.config) },
  };
}

function given(key: string, value: unknown): Json {
  return value === undefined ? {} : { [key]: value };
}
