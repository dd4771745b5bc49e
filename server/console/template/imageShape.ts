import type { Field, Shape, StructShape } from "./goShape.ts";

const text: Shape = { kind: "text" };
const number: Shape = { kind: "number" };
const flag: Shape = { kind: "flag" };
const duration: Shape = { kind: "duration" };
const texts: Shape = { kind: "list", of: text };
const textMap: Shape = { kind: "map", of: text };
const set: Shape = { kind: "map", of: struct("struct {}", []) };

function struct(type: string, parts: StructShape["parts"]): StructShape {
  return { kind: "struct", type, parts };
}
const pointer = (to: StructShape): Shape => ({ kind: "pointer", to });
const always = (name: string, shape: Shape, key = name): Field => ({ name, key, shape, omitEmpty: false });
const unlessEmpty = (name: string, shape: Shape, key = name): Field => ({ name, key, shape, omitEmpty: true });

/** The same in a container. */
export const HEALTHCHECK = struct("v1.HealthcheckConfig", [
  unlessEmpty("Test", texts),
  unlessEmpty("Interval", duration),
  unlessEmpty("Timeout", duration),
  unlessEmpty("StartPeriod", duration),
  unlessEmpty("StartInterval", duration),
  unlessEmpty("Retries", number),
]);

const CONFIG = struct("v1.DockerOCIImageConfig", [
  {
    embedded: struct("v1.ImageConfig", [
      unlessEmpty("User", text),
      unlessEmpty("ExposedPorts", set),
      unlessEmpty("Env", texts),
      unlessEmpty("Entrypoint", texts),
      unlessEmpty("Cmd", texts),
      unlessEmpty("Volumes", set),
      unlessEmpty("WorkingDir", text),
      unlessEmpty("Labels", textMap),
      unlessEmpty("StopSignal", text),
      unlessEmpty("ArgsEscaped", flag),
    ]),
  },
  {
    embedded: struct("v1.DockerOCIImageConfigExt", [
      unlessEmpty("Healthcheck", pointer(HEALTHCHECK)),
      unlessEmpty("OnBuild", texts),
      unlessEmpty("Shell", texts),
    ]),
  },
]);

const PLATFORM = struct("v1.Platform", [
  always("Architecture", text, "architecture"),
  always("OS", text, "os"),
  unlessEmpty("OSVersion", text, "os.version"),
  unlessEmpty("OSFeatures", texts, "os.features"),
  unlessEmpty("Variant", text, "variant"),
]);

const DESCRIPTOR = struct("v1.Descriptor", [
  always("MediaType", text, "mediaType"),
  always("Digest", text, "digest"),
  always("Size", number, "size"),
  unlessEmpty("URLs", texts, "urls"),
  unlessEmpty("Annotations", textMap, "annotations"),
  unlessEmpty("Data", texts, "data"),
  unlessEmpty("Platform", pointer(PLATFORM), "platform"),
  unlessEmpty("ArtifactType", text, "artifactType"),
]);

/** What `docker image inspect` decodes the Engine API's answer into (`image.InspectResponse` of the API's version 1.51). */
export const IMAGE_SHAPE = struct("image.InspectResponse", [
  always("ID", text, "Id"),
  always("RepoTags", texts),
  always("RepoDigests", texts),
  always("Parent", text),
  always("Comment", text),
  unlessEmpty("Created", text),
  unlessEmpty("Container", text),
  unlessEmpty("ContainerConfig", pointer(CONFIG)),
  always("DockerVersion", text),
  always("Author", text),
  always("Config", pointer(CONFIG)),
  always("Architecture", text),
  unlessEmpty("Variant", text),
  always("Os", text),
  unlessEmpty("OsVersion", text),
  always("Size", number),
  unlessEmpty("VirtualSize", number),
  always("GraphDriver", struct("storage.DriverData", [always("Data", textMap), always("Name", text)])),
  always("RootFS", struct("image.RootFS", [unlessEmpty("Type", text), unlessEmpty("Layers", texts)])),
  always("Metadata", struct("image.Metadata", [always("LastTagTime", { kind: "time" })])),
  unlessEmpty("Descriptor", pointer(DESCRIPTOR)),
  unlessEmpty("Manifests", texts),
]);
