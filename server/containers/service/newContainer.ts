import { randomBytes } from "node:crypto";
import { type Container, type ContainerSpec, containerNameSchema, type PublishedPort } from "#contract/container.ts";
import { problemError } from "#contract/problemError.ts";
import type { StoredImage } from "#server/oci/store/storedImage.ts";
import { makeUpName } from "./containerNames.ts";
import type { ContainerRecord } from "./containerRecord.ts";
import { argvOf, resolveSpec } from "./resolveSpec.ts";
import { parseSignal } from "./signals.ts";

const SHELL = ["/bin/sh", "-c"];
/** As many digits of its ID as its host name has. */
const SHORT_ID = 12;

/** A container of an image, before its first start. `named` finds the owner's container of a name. */
export function newContainer(
  owner: string,
  given: ContainerSpec,
  image: StoredImage,
  named: (name: string) => Container | undefined,
): ContainerRecord {
  const { config } = image.config;
  const spec = resolveSpec(given, config);
  if (given.stopSignal !== undefined) parseSignal(given.stopSignal);
  const id = randomBytes(32).toString("hex");
  const name = given.name === undefined ? makeUpName((each) => named(each) !== undefined) : given.name;
  requireFreeName(name, named(name));
  const hostname = given.hostname ?? id.slice(0, SHORT_ID);
  return {
    owner,
    container: {
      id,
      name,
      image: { id: image.id, ref: given.image },
      argv: argvOf(spec),
      spec: { ...spec, name },
      createdAt: Date.now(),
      state: { phase: "created" },
      restarts: 0,
      ports: [],
      volumes: [],
    },
    layers: image.layers.map(({ diffId }) => diffId),
    hostname,
    publish: publishedPorts(given, config?.ExposedPorts),
    shell: config?.Shell ?? SHELL,
  };
}

/** Those asked for and, with `-P`, the others that the image exposes. */
function publishedPorts(
  { ports = [], publishAll = false }: ContainerSpec,
  exposed: Readonly<Record<string, unknown>> = {},
): PublishedPort[] {
  const all = publishAll ? Object.keys(exposed).flatMap(exposedPorts) : [];
  const isNew = (port: PublishedPort) =>
    !ports.some(({ container, protocol }) => container === port.container && protocol === port.protocol);
  return [...ports, ...all.filter(isNew)];
}

/** `80`, `80/tcp`, `80-90/udp`. */
function exposedPorts(text: string): PublishedPort[] {
  const [, first, last, protocol = "tcp"] = /^(\d+)(?:-(\d+))?(?:\/(tcp|udp))?$/.exec(text) ?? [];
  if (first === undefined) return [];
  const [from, to] = [Number(first), Math.min(Number(last ?? first), Number(first) + 63)];
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => ({
    container: from + index,
    protocol: protocol === "udp" ? "udp" : "tcp",
  }));
}

/** Docker refuses to give a container the name that it has. Throws container/invalid. */
export function requireNewName(name: string, container: Container): void {
  if (name !== container.name) return;
  const detail = "Renaming a container with the same name as its current name";
  throw problemError("container/invalid", detail, { next: "Choose another name." });
}

/** Throws container/name-taken, container/invalid. */
export function requireFreeName(name: string, taken: Container | undefined): void {
  if (!containerNameSchema.safeParse(name).success) {
    const detail = `Invalid container name (${name.slice(0, 128)}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`;
    throw problemError("container/invalid", detail, { next: "Choose a name of letters, digits, _, ., and -." });
  }
  if (taken === undefined) return;
  const detail = `The container name "/${name}" is already in use by container "${taken.id}".`;
  throw problemError("container/name-taken", detail, {
    next: `Remove or rename that container, or choose another name: docker rm ${name}.`,
  });
}
