import { digestOf, type Json } from "../imageChecker/savedImage.ts";
import type { ToolArchive } from "./toolArchive.ts";
import { tar } from "./writeTar.ts";

const LAYERS = [tar({ name: "a", content: "a" }), tar({ name: "b", content: "bb" })];
const CREATED = "2026-01-02T03:04:05Z";

/** An archive as `docker save` wrote it before, with a configuration of these keys and the last of `LAYERS` once more. */
function archiveOf(keys: Json): ToolArchive {
  const layers = [...LAYERS, ...LAYERS.slice(-1)];
  const config = JSON.stringify({
    ...{ architecture: "amd64", os: "linux", created: CREATED },
    rootfs: { type: "layers", diff_ids: layers.map(digestOf) },
    history: layers.map((_, at) => ({ created: CREATED, created_by: `RUN ${at}` })),
    ...keys,
  });
  const saved = [{ Config: "config.json", RepoTags: ["odd/config:1"], Layers: ["0.tar", "1.tar", "2.tar"] }];
  const archive = tar(
    { name: "config.json", content: config },
    ...layers.map((content, at) => ({ name: `${at}.tar`, content })),
    { name: "manifest.json", content: JSON.stringify(saved) },
  );
  return { tools: [], make: async () => archive };
}

/** Archives of configurations as no builder of today writes them, by what is in them. */
export const ODD_CONFIGS: Readonly<Record<string, ToolArchive>> = {
  "keys beyond those of OCI": archiveOf({
    ...{ "os.version": "10.0.20348", author: "a", comment: "of the image" },
    custom: { key: "value" },
    config: { Custom: 1, Env: ["A=1"], Healthcheck: { Test: ["CMD", "x"], StartInterval: 5e9 } },
  }),
  "keys of the container that was committed": archiveOf({
    config: {
      ...{ Hostname: "h", Domainname: "d", AttachStdin: true, Tty: true, OpenStdin: true, StdinOnce: true },
      ...{ Image: "busybox", ArgsEscaped: true, NetworkDisabled: true, MacAddress: "0:1", StopTimeout: 5 },
      ...{ OnBuild: ["RUN x"], Shell: ["/bin/a"], StopSignal: "9", Memory: 10, CpuShares: 3 },
    },
  }),
  "empty values": archiveOf({
    config: { Labels: {}, ExposedPorts: {}, Env: [], Cmd: [], Volumes: {}, Entrypoint: [], User: "", Healthcheck: {} },
  }),
};
