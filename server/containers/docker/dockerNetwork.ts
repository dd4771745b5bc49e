import type Docker from "dockerode";
import type { Container } from "#contract/container.ts";
import type { RunNetwork } from "../process/runningContainer.ts";
import { usageOf } from "./usage.ts";

type Ports = Container["ports"];
/** How often the traffic is read, for finding idle containers. */
const EVERY_MS = 15_000;

/** The network of a container on an engine: what is published there, and how much went through it. */
export class DockerNetwork implements RunNetwork {
  readonly #container: Docker.Container;
  readonly #idleSeconds: number;
  #timer: NodeJS.Timeout | undefined;
  ports: Ports = [];
  traffic = { receivedBytes: 0, sentBytes: 0 };

  /** Traffic is only counted if being idle has an end. */
  constructor(container: Docker.Container, idleSeconds: number) {
    this.#container = container;
    this.#idleSeconds = idleSeconds;
  }

  /** The container runs. */
  async begin(): Promise<void> {
    // A command may end at once, and its ports with it.
    const found = await this.#container.inspect().catch(() => undefined);
    this.ports = publishedPorts(found?.NetworkSettings.Ports ?? {});
    if (this.#idleSeconds === 0) return;
    this.#timer = setInterval(() => void this.#count(), Math.min(EVERY_MS, this.#idleSeconds * 250)).unref();
  }

  /** An engine has wires of its own. */
  attach(): void {}

  async close(): Promise<void> {
    clearInterval(this.#timer);
  }

  async #count(): Promise<void> {
    const stats = await this.#container.stats({ stream: false, "one-shot": true }).catch(() => undefined);
    if (stats === undefined) return;
    const { receivedBytes, sentBytes } = usageOf(stats);
    this.traffic = { receivedBytes, sentBytes };
  }
}

function publishedPorts(ports: Docker.ContainerInspectInfo["NetworkSettings"]["Ports"]): Ports {
  return Object.entries(ports).flatMap(([name, bindings]) => {
    const [, number, protocol] = /^(\d+)\/(tcp|udp)$/.exec(name) ?? [];
    const host = Number(bindings?.[0]?.HostPort ?? 0);
    if (number === undefined || (protocol !== "tcp" && protocol !== "udp") || host === 0) return [];
    return [{ container: Number(number), protocol, host }];
  });
}
