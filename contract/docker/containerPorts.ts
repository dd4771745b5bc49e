import type { Container } from "#contract/container.ts";

/** A port in the Engine API's list of containers. Without `IP` and `PublicPort` it is exposed, not published. */
export interface ListedPort {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
}

/** Published ports listen on the machine's loopback. */
export const PUBLISHED_ADDRESS = "127.0.0.1";

/** The ports of a container that runs; a stopped one has none. `exposed`: keys of ExposedPorts, such as `80/tcp`. */
export function listedPorts(container: Container, exposed: Iterable<string>): ListedPort[] {
  if (container.state.phase !== "running") return [];
  const published = container.ports.map(
    ({ container: port, protocol, host }): ListedPort => ({
      IP: PUBLISHED_ADDRESS,
      PrivatePort: port,
      PublicPort: host,
      Type: protocol,
    }),
  );
  const taken = new Set(published.map(({ PrivatePort, Type }) => `${PrivatePort}/${Type}`));
  const others = [...exposed].filter((port) => !taken.has(port)).map(exposedPort);
  return [...published, ...others].sort(byPort);
}

function exposedPort(text: string): ListedPort {
  const [port = "", protocol = "tcp"] = text.split("/");
  return { PrivatePort: Number(port), Type: protocol };
}

function byPort(a: ListedPort, b: ListedPort): number {
  return a.PrivatePort - b.PrivatePort || (a.PublicPort ?? 0) - (b.PublicPort ?? 0) || (a.Type < b.Type ? -1 : 1);
}

interface Run {
  readonly prefix: string;
  readonly type: string;
  readonly first: number;
  last: number;
}

function runText({ prefix, type, first, last }: Run): string {
  const ports = first === last ? String(first) : `${first}-${last}`;
  return prefix === "" ? `${ports}/${type}` : `${prefix}:${ports}->${ports}/${type}`;
}

/**
 * PORTS of `docker ps`: "127.0.0.1:8000->80/tcp". Neighboring ports that are exposed, or published under the same number,
 * are one range: "8000-8003/tcp".
 */
export function portsText(ports: readonly ListedPort[]): string {
  const open = new Map<string, Run>();
  const texts: string[] = [];
  const mapped: string[] = [];
  for (const { IP = "", PrivatePort: port, PublicPort: host, Type: type } of ports) {
    if (host !== undefined && host !== port) {
      mapped.push(`${IP}:${host}->${port}/${type}`);
      continue;
    }
    const key = `${IP}/${type}`;
    const run = open.get(key);
    if (run !== undefined && port === run.last + 1) {
      run.last = port;
      continue;
    }
    if (run !== undefined) texts.push(runText(run));
    open.set(key, { prefix: host === undefined ? "" : IP, type, first: port, last: port });
  }
  return [...texts, ...[...open.values()].map(runText), ...mapped].join(", ");
}
