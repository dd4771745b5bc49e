import type { PublishedPort } from "#contract/container.ts";
import { FlagFault } from "../faults/flagFault.ts";

const LOOPBACK = new Set(["", "127.0.0.1", "localhost", "0.0.0.0", "::", "::1"]);
const MAX_PORT = 65_535;
const MAX_RANGE = 64;

/**
 * `-p`: `80`, `8000:80`, `127.0.0.1:8000:80/tcp`, `8000-8002:80-82`. Throws a FlagFault. An address is that of the
 * machine's loopback in any case.
 */
export function readPort(text: string): PublishedPort[] {
  const { address, host, container, protocol } = splitPort(text);
  if (protocol !== "tcp" && protocol !== "udp") throw new FlagFault(`Invalid proto: ${protocol}`);
  if (!LOOPBACK.has(address)) {
    throw new FlagFault(`Ports are published on 127.0.0.1 only: leave out the address ${address}.`);
  }
  const inside = readRange(container, "containerPort");
  const outside = host === "" ? undefined : readRange(host, "hostPort");
  if (outside === undefined) return inside.map((port) => ({ container: port, protocol }));
  // One port of the container may be published on the first free one of a range.
  if (inside.length === 1 && outside.length > 1) return inside.map((port) => ({ container: port, protocol }));
  if (inside.length !== outside.length)
    throw new FlagFault(`Invalid ranges specified for container and host Ports: ${container} and ${host}`);
  return inside.map((port, index) => ({ container: port, protocol, host: outside[index] ?? port }));
}

function splitPort(text: string): { address: string; host: string; container: string; protocol: string } {
  const [ports = "", protocol = "tcp"] = text.split("/");
  const bracketed = /^\[([^\]]*)\]:(.*)$/.exec(ports);
  const address = bracketed?.[1];
  const parts = (bracketed?.[2] ?? ports).split(":");
  const container = parts.pop() ?? "";
  const host = parts.pop() ?? "";
  if (container === "") throw new FlagFault(`No port specified: ${text}<empty>`);
  return { address: address ?? parts.join(":"), host, container, protocol: protocol.toLowerCase() };
}

function readRange(text: string, what: string): number[] {
  const [first = "", last = first, ...rest] = text.split("-");
  const [start, end] = [first, last].map((digits) => (/^\d+$/.test(digits) ? Number(digits) : Number.NaN));
  const isValid =
    rest.length === 0 && start !== undefined && end !== undefined && start >= 1 && end >= start && end <= MAX_PORT;
  if (!isValid || end - start >= MAX_RANGE) throw new FlagFault(`Invalid ${what}: ${text}`);
  return Array.from({ length: end - start + 1 }, (_none, index) => start + index);
}
