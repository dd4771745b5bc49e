import type { Range } from "#contract/range.ts";
import { PlanError } from "../plan/planError.ts";

/** More ports than one machine has can't be meant. */
const MAX_PORT = 65_535;

function portRange(text: string): [first: number, last: number] | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (match === null) return undefined;
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  return first <= MAX_PORT && last <= MAX_PORT && first <= last ? [first, last] : undefined;
}

/** `[[ip:]hostPort:]port[-port][/protocol]` → `port/protocol`, one for each port of the range. */
export function exposedPorts(spec: string, range: Range): string[] {
  const parts = spec.split(":");
  const container = parts.at(-1) ?? "";
  const [port = "", protocol = ""] = container.split("/", 2);
  if (port === "") throw new PlanError("dockerfile/syntax", `no port specified: ${spec}<empty>`, range);
  const name = protocol === "" ? "tcp" : protocol.toLowerCase();
  if (!["tcp", "udp", "sctp"].includes(name))
    throw new PlanError("dockerfile/syntax", `invalid proto: ${protocol}`, range);
  const ports = portRange(port);
  if (ports === undefined) throw new PlanError("dockerfile/syntax", `invalid containerPort: ${port}`, range);
  const [first, last] = ports;
  return Array.from({ length: last - first + 1 }, (_, index) => `${first + index}/${name}`);
}
