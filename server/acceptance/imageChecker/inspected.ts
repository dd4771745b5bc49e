import { asJson, asList, type Json, type SavedImage } from "./savedImage.ts";

/** The keys of the configuration that `docker image inspect` prints even if they aren't set. */
const UNSET: Json = {
  ...{ Cmd: null, Entrypoint: null, Env: null, Labels: null, OnBuild: null, Volumes: null },
  ...{ User: "", WorkingDir: "" },
};

/** Keys of the containers that the old builder made images from: the engine reads them no more. */
const OF_CONTAINERS: ReadonlySet<string> = new Set([
  ...["Hostname", "Domainname", "AttachStdin", "AttachStdout", "AttachStderr", "Tty", "OpenStdin", "StdinOnce"],
  ...["Image", "NetworkDisabled", "MacAddress"],
]);

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
    DockerVersion: config.docker_version ?? "",
    Author: config.author ?? "",
    Architecture: config.architecture,
    ...given("Variant", config.variant),
    Os: config.os,
    Size: size,
    RootFS: { Type: "layers", ...(diffIds.length > 0 && { Layers: diffIds }) },
    Config: { ...UNSET, ...shownOf(asJson(config.config)) },
  };
}

/** What is set of the configuration: Go leaves out what is empty. */
function shownOf(config: Json): Json {
  return Object.fromEntries(Object.entries(config).filter(([key, value]) => !OF_CONTAINERS.has(key) && isSet(value)));
}

function isSet(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return value !== null && value !== "" && value !== false;
}

function given(key: string, value: unknown): Json {
  return value === undefined ? {} : { [key]: value };
}
