import { goQuote } from "../go/goFormat.ts";

/** One word of EXPOSE, such as `8000-8010/tcp`. */
export interface PortSpec {
  /** `port/protocol`, the protocol in lower case. */
  readonly ports: readonly string[];
  /** The protocol as written; "tcp" if there is none. */
  readonly protocol: string;
  /** What stands before the container's port and has no effect here: `ip:host`. */
  readonly hostPart: string;
}

const MAX_PORT = 65_535;

/** BuildKit's reading of a word of EXPOSE, its variables replaced, with its errors. */
export function parsePortSpec(raw: string): PortSpec | { readonly error: string } {
  const parts = raw.split(":");
  const container = parts[parts.length - 1] ?? "";
  const host = parts[parts.length - 2] ?? "";
  const ip = parts.slice(0, -2).join(":");
  const slash = container.indexOf("/");
  const range = slash === -1 ? container : container.slice(0, slash);
  const protocol = slash === -1 ? "" : container.slice(slash + 1);
  if (range === "") return { error: `invalid port: ${goQuote(raw)}: no port specified` };
  if (!["", "tcp", "udp", "sctp"].includes(protocol.toLowerCase())) {
    return { error: `invalid port: ${goQuote(raw)}: invalid proto: ${protocol}` };
  }
  const bareIp = ip.startsWith("[") && ip.endsWith("]") ? ip.slice(1, -1) : ip;
  if (bareIp !== "" && !isIpAddress(bareIp)) return { error: `invalid IP address: ${bareIp}` };
  const ports = parsePortRange(range);
  if (ports === undefined) return { error: `invalid containerPort: ${range}` };
  if (host !== "") {
    const hostPorts = parsePortRange(host);
    if (hostPorts === undefined) return { error: `invalid hostPort: ${host}` };
    const [low, high] = ports;
    if (high - low !== hostPorts[1] - hostPorts[0] && high !== low) {
      return { error: `invalid ranges specified for container and host Ports: ${range} and ${host}` };
    }
  }
  const [low, high] = ports;
  const written = protocol === "" ? "tcp" : protocol;
  return {
    ports: Array.from({ length: high - low + 1 }, (_, index) => `${low + index}/${written.toLowerCase()}`),
    protocol: written,
    hostPart: parts.slice(0, -1).join(":"),
  };
}

function parsePortRange(text: string): readonly [number, number] | undefined {
  const cut = text.indexOf("-");
  const low = parsePort(cut === -1 ? text : text.slice(0, cut));
  const high = cut === -1 ? low : parsePort(text.slice(cut + 1));
  return low === undefined || high === undefined || high < low ? undefined : [low, high];
}

function parsePort(text: string): number | undefined {
  if (!/^\+?\d+$/.test(text)) return undefined;
  const port = Number(text);
  return port <= MAX_PORT ? port : undefined;
}

function isIpAddress(text: string): boolean {
  const octets = text.split(".");
  if (octets.length === 4 && octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet) && Number(octet) <= 255))
    return true;
  return text.includes(":") && /^[0-9a-fA-F:.]+$/.test(text) && text.split("::").length <= 2;
}
