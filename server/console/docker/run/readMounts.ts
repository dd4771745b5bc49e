import type { ContainerMount } from "#contract/container.ts";
import { readBinarySize } from "#contract/docker/humanSize.ts";
import { FlagFault } from "../faults/flagFault.ts";

const NO_BIND =
  "Folders of the machine can't be mounted: use a volume (-v NAME:/path), or copy files into the container with docker cp.";
const MODES = new Set(["rw", "ro", "z", "Z", "nocopy"]);

/** `-v`: `/path`, `name:/path`, `name:/path:ro`. Throws a FlagFault. */
export function readVolume(text: string): ContainerMount {
  const parts = text.split(":");
  if (parts.length > 3 || parts.includes(""))
    throw new FlagFault(`invalid spec: ${text}: empty section between colons`);
  const [first = "", second, mode = ""] = parts;
  if (second === undefined) return { type: "volume", target: requireAbsolute(first) };
  if (/^(?:[./~]|[A-Za-z]:\\)/.test(first)) throw new FlagFault(NO_BIND);
  const modes = mode === "" ? [] : mode.split(",");
  if (modes.some((each) => !MODES.has(each))) throw new FlagFault(`invalid mode: ${mode}`);
  return {
    type: "volume",
    name: first,
    target: requireAbsolute(second),
    ...(modes.includes("ro") && { readOnly: true }),
  };
}

/** `--tmpfs`: `/path` or `/path:size=64m`. Other options of a tmpfs change nothing here. */
export function readTmpfs(text: string): ContainerMount {
  const [target = "", options = ""] = text.split(":");
  const size = options.split(",").find((option) => option.startsWith("size="));
  return tmpfs(target, size?.slice("size=".length));
}

/** `--mount type=volume,src=data,dst=/data,readonly`. */
export function readMount(text: string): ContainerMount {
  const fields = new Map(text.split(",").map(fieldOf));
  const type = fields.get("type") ?? "volume";
  const target = fields.get("target") ?? fields.get("dst") ?? fields.get("destination");
  if (type === "bind") throw new FlagFault(NO_BIND);
  if (type !== "volume" && type !== "tmpfs")
    throw new FlagFault(`--mount type=${type} is not available: use volume or tmpfs.`);
  if (target === undefined)
    throw new FlagFault(`invalid argument ${JSON.stringify(text)} for "--mount" flag: target is required`);
  if (type === "tmpfs") return tmpfs(target, fields.get("tmpfs-size"));
  const name = fields.get("source") ?? fields.get("src");
  const readOnly = fields.get("readonly") ?? fields.get("ro");
  return {
    type,
    ...(name !== undefined && { name }),
    target: requireAbsolute(target),
    ...(readOnly !== undefined && readOnly !== "false" && readOnly !== "0" && { readOnly: true }),
  };
}

function fieldOf(part: string): [string, string] {
  const [name = "", ...value] = part.split("=");
  return [name.trim().toLowerCase(), value.join("=")];
}

function tmpfs(target: string, size: string | undefined): ContainerMount {
  const sizeBytes = size === undefined ? undefined : readBinarySize(size);
  if (size !== undefined && sizeBytes === undefined) throw new FlagFault(`invalid size: '${size}'`);
  const place = { type: "tmpfs", target: requireAbsolute(target) } as const;
  return sizeBytes === undefined || sizeBytes === 0 ? place : { ...place, sizeBytes };
}

function requireAbsolute(path: string): string {
  if (path.startsWith("/")) return path;
  throw new FlagFault(`invalid mount path: '${path}' mount path must be absolute`);
}
