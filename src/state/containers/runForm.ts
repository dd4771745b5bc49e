import type { ContainerMount, ContainerSpec, PublishedPort } from "#contract/container.ts";
import type { ContainerConfig } from "#contract/image.ts";
import { joinWords, splitWords } from "../../lib/shellWords.ts";

/** What a person fills in to run an image. Lists are words as on a command line: `8000:80 9000`. */
export interface RunForm {
  readonly name: string;
  /** What follows the image: takes the place of its CMD. */
  readonly command: string;
  readonly ports: string;
  readonly env: string;
  readonly volumes: string;
  /** A terminal (`-it`), or in the background (`-d`). */
  readonly terminal: boolean;
  /** `--rm` */
  readonly autoRemove: boolean;
}

/** The image to run, by a name that a person knows it by. */
export interface RunnableImage {
  readonly ref: string;
  readonly config: ContainerConfig;
}

export type RunField = "name" | "command" | "ports" | "env" | "volumes";
/** What is wrong with a form: the first word that is not understood, or none if a quote is not closed. */
export interface RunFault {
  readonly field: RunField;
  readonly word?: string;
}

/** The form that does what `docker run IMAGE` does, with the exposed ports published. */
export function formOf({ config }: RunnableImage): RunForm {
  const exposed = Object.keys(config.ExposedPorts ?? {}).map((port) => port.replace(/\/tcp$/, ""));
  return {
    name: "",
    command: joinWords(config.Cmd ?? []),
    ports: exposed.map((port) => `${Number.parseInt(port, 10)}:${port}`).join(" "),
    env: "",
    volumes: "",
    terminal: exposed.length === 0,
    autoRemove: false,
  };
}

/** What the form asks for, or what is wrong with it. */
export function specOf(image: RunnableImage, form: RunForm): ContainerSpec | RunFault {
  const name = form.name.trim();
  if (name !== "" && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) return { field: "name", word: name };
  const command = splitWords(form.command);
  if (!command) return { field: "command" };
  const ports = readAll("ports", form.ports, readPort);
  if ("field" in ports) return ports;
  const env = readAll("env", form.env, (word) => (/^[^=]+=/.test(word) ? word : undefined));
  if ("field" in env) return env;
  const mounts = readAll("volumes", form.volumes, readVolume);
  if ("field" in mounts) return mounts;
  return {
    image: image.ref,
    ...(name !== "" && { name }),
    ...(isOwnCommand(image, form) && { command }),
    ...(ports.length > 0 && { ports }),
    ...(env.length > 0 && { env }),
    ...(mounts.length > 0 && { mounts }),
    ...(form.terminal && { terminal: true, stdin: true }),
    ...(form.autoRemove && { autoRemove: true }),
  };
}

/** The docker command that does the same. */
export function dockerRun(image: RunnableImage, form: RunForm): string {
  const each = (flag: string, text: string) => (splitWords(text) ?? []).flatMap((word) => [flag, word]);
  return joinWords([
    "docker",
    "run",
    form.terminal ? "-it" : "-d",
    ...(form.autoRemove ? ["--rm"] : []),
    ...(form.name.trim() === "" ? [] : ["--name", form.name.trim()]),
    ...each("-p", form.ports),
    ...each("-e", form.env),
    ...each("-v", form.volumes),
    image.ref,
    ...(isOwnCommand(image, form) ? (splitWords(form.command) ?? []) : []),
  ]);
}

/** Without one, the image's applies. */
function isOwnCommand(image: RunnableImage, { command }: RunForm): boolean {
  const text = command.trim();
  return text !== "" && text !== joinWords(image.config.Cmd ?? []);
}

function readAll<T extends object | string>(
  field: RunField,
  text: string,
  read: (word: string) => T | undefined,
): T[] | RunFault {
  const words = splitWords(text);
  if (!words) return { field };
  const values = words.map(read);
  const wrong = values.indexOf(undefined);
  const word = words[wrong];
  return word === undefined ? values.filter((value) => value !== undefined) : { field, word };
}

/** `80`, `8000:80`, `8000:80/udp`. The address is always the machine's loopback. */
function readPort(word: string): PublishedPort | undefined {
  const [, host, container = "", protocol = "tcp"] =
    /^(?:(?:127\.0\.0\.1:)?(\d+):)?(\d+)(?:\/(tcp|udp))?$/.exec(word) ?? [];
  const isPort = (port: string) => Number(port) >= 1 && Number(port) <= 65_535;
  if (!isPort(container) || (host !== undefined && !isPort(host))) return undefined;
  return {
    container: Number(container),
    protocol: protocol === "udp" ? "udp" : "tcp",
    ...(host !== undefined && { host: Number(host) }),
  };
}

/** `name:/path`, `name:/path:ro`, or `/path` for an anonymous one. */
function readVolume(word: string): ContainerMount | undefined {
  const [, name, target, mode] = /^(?:([a-zA-Z0-9][\w.-]*):)?(\/[^:]*)(?::(ro|rw))?$/.exec(word) ?? [];
  if (target === undefined) return undefined;
  return { type: "volume", ...(name !== undefined && { name }), target, ...(mode === "ro" && { readOnly: true }) };
}
