import type { FieldChange } from "./fieldChange.ts";

/** The readable fields, docker's JSON, and the documents behind them. */
export type InspectView = "readable" | "json" | "manifest" | "config" | "index" | "attestations";

export const messages = {
  noImage: "No image yet",
  noImageDetail: "Press Build to inspect the image.",
  title: "Inspect",
  view: "View",
  views: {
    readable: "Fields",
    json: "JSON",
    manifest: "Manifest",
    config: "Config",
    index: "Index",
    attestations: "Attestations",
  } satisfies Record<InspectView, string>,
  viewDetails: {
    readable: "The fields of docker image inspect",
    json: "As docker image inspect prints it",
    manifest: "Names the configuration and the layers",
    config: "What a container gets, the layers, and the history: its digest is the image ID",
    index: "Names the manifests of an archive or of several platforms",
    attestations: "What the builder says about the image",
  } satisfies Record<InspectView, string>,
  documents: {
    manifest: "Manifest, as the image leaves in an archive",
    config: "Configuration",
    index: "Index, as the image leaves in an archive",
  },
  receivedDocument: "As it came",
  attestationIntro:
    "Statements that came with the image. Nobody has checked them here: they are only as good as who made them.",
  tooLarge: "Too large to show.",
  meanings: "What the fields mean",
  copy: "Copy JSON",
  copied: "JSON copied.",
  copyCommand: "Copy command",
  commandCopied: "Command copied.",
  run: "Run in the console",
  part: "Part",
  wholeField: "the whole field",
  notSet: "not set",
  unknownField: "A field that Docker does not know. The tool that built the image wrote it.",
  comparedWith: (base: string) => `Marked: what differs from ${base}.`,
  changes: { new: "new", changed: "changed" } satisfies Record<FieldChange["kind"], string>,
  changeDetail: (change: FieldChange) =>
    change.kind === "new" ? "The base image does not have it" : `In the base image: ${change.before}`,
  baseImage: "base image",
  line: (line: number) => `line ${line}`,
  lineDetail: (line: number) => `Set by line ${line} of the Dockerfile`,
  containerdId: (id: string | undefined) =>
    `That is so in Docker's classic image store. Its containerd store shows the digest of the manifest or index${id === undefined ? "" : `: ${id} if it loads the archive of this image`}.`,
  containerdSize: (size: string | undefined) =>
    `That is so in Docker's classic image store. Its containerd store shows the bytes of the blobs as they are packed${size === undefined ? "" : `: ${size} if it loads the archive of this image, whose layers are not compressed`}.`,
  sections: { container: "Container", image: "Image", fileSystem: "File system" },
} as const;

/** What each field of `docker image inspect` means, by its path. */
export const fieldExplanations: Readonly<Record<string, string>> = {
  Id: "Digest of the image's configuration: images with the same ID are identical.",
  RepoTags: "Names of the image. A tag is only a name: it can move to another image.",
  RepoDigests: "Digests of the image in registries. Empty until the image is pushed or pulled.",
  Parent: "Image this one was committed from. Set only by the legacy builder.",
  Comment: "What created the last step.",
  Created: "When the last step was created.",
  DockerVersion: "Docker version that built the image. Set only by the legacy builder.",
  Author: "Author of the image, from MAINTAINER.",
  Architecture: "CPU architecture the image runs on.",
  Variant: "Variant of the architecture, such as v8 for arm64.",
  Os: "Operating system the image runs on.",
  OsVersion: "Version of the operating system. Set for Windows.",
  Size: "Uncompressed size of the files in all layers, dead files included.",
  Metadata: "Notes of the local image store. Not part of the image.",
  "Config.Cmd": "Default command, or the default arguments of the entrypoint. From CMD.",
  "Config.Entrypoint": "Command that always runs; Cmd is appended as its arguments. From ENTRYPOINT.",
  "Config.Env": "Environment variables of every container. From ENV and the base image.",
  "Config.ExposedPorts":
    "Ports the container listens on. Documentation only: docker run -P publishes them. From EXPOSE.",
  "Config.Labels": "Key-value metadata. From LABEL.",
  "Config.OnBuild": "Instructions that run first in builds based on this image. From ONBUILD.",
  "Config.User": "User the container runs as (default root). From USER.",
  "Config.Volumes": "Folders kept outside the container's layers. From VOLUME.",
  "Config.WorkingDir": "Working directory of the command. From WORKDIR.",
  "Config.StopSignal": "Signal that stops the container (default SIGTERM). From STOPSIGNAL.",
  "Config.Shell": "Shell for commands in shell form. From SHELL.",
  "Config.Healthcheck": "How and how often Docker checks that the container is healthy. From HEALTHCHECK.",
  "Config.ArgsEscaped": "True if Cmd is in shell form, not exec form.",
  "Config.Hostname": "Hostname of the container the image was committed from. Unused.",
  "Config.Domainname": "Unused.",
  "Config.Image": "Image this one was committed from. Unused.",
  "RootFS.Type": "How the file system is stored. Always layers.",
  "RootFS.Layers": "Digest of each uncompressed layer, base first. Images that share a layer store it once.",
};
