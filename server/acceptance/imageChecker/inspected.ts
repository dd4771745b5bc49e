import { asJson, asList, type Json, type SavedImage } from "./savedImage.ts";

/** The keys of the configuration that `docker image inspect` prints even if they aren't set. */
const UNSET: Json = {
  ...{ Cmd: null, Entrypoint: null, Env: null, Labels: null, OnBuild: null, Volumes: null },
  ...{ User: "", WorkingDir: "" },
};

/** The keys that the engine reads: not those of the containers that the old builder made images from. */
const READ: ReadonlySet<string> = new Set([
  ...["User", "ExposedPorts", "Env", "Entrypoint", "Cmd", "Volumes", "WorkingDir", "Labels", "StopSignal"],
  ...["ArgsEscaped", "Healthcheck", "OnBuild", "Shell"],
]);
const HEALTHCHECK = ["Test", "Interval", "Timeout", "StartPeriod", "StartInterval", "Retries"];

/** The object of `docker image inspect`, without what only the store knows (time of tagging, digests in registries). */
export function inspected({ id, tags, config, layers }: SavedImage, size: number): Json {
  const diffIds = layers.map(({ diffId }) => diffId);
  const last = asJson(asList(config.history).at(-1));
  return {
    Id: id,
    RepoTags: tags,
    RepoDigests: [],
    Parent: "",
    Comment: config.comment || (last.comment ?? ""),
    ...given("Created", config.created),
    DockerVersion: config.docker_version ?? "",
    Author: config.author ?? "",
    Architecture: config.architecture,
    ...given("Variant", config.variant),
    Os: config.os,
    ...given("OsVersion", config["os.version"]),
    Size: size,
    RootFS: { Type: "layers", ...(diffIds.length > 0 && { Layers: diffIds }) },
    Config: { ...UNSET, ...shownOf(asJson(config.config)) },
  };
}

/** What is set of the configuration: Go leaves out what is empty. */
function shownOf(config: Json): Json {
  const shown = Object.fromEntries(Object.entries(config).filter(([key, value]) => READ.has(key) && isSet(value)));
  if (typeof config.Healthcheck !== "object" || config.Healthcheck === null) return shown;
  const read = Object.entries(asJson(config.Healthcheck)).filter(([key]) => HEALTHCHECK.includes(key));
  // Go keeps what a pointer points to.
  return { ...shown, Healthcheck: Object.fromEntries(read.filter(([, value]) => value !== 0 && isSet(value))) };
}

function isSet(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return value !== null && value !== "" && value !== false;
}

function given(key: string, value: unknown): Json {
  return value === undefined ? {} : { [key]: value };
}
