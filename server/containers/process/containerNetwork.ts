import type { Duplex } from "node:stream";
import type { Container, PublishedPort } from "#contract/container.ts";
import { problemError } from "#contract/problemError.ts";
import type { EgressPolicy } from "#server/sandbox/egress/egressPolicy.ts";
import { attachGuestNetwork } from "#server/sandbox/network/guestNetwork.ts";
import { type PublishedListener, publishPort } from "#server/sandbox/network/publishPort.ts";
import { LateNetwork } from "./lateNetwork.ts";

/** Milliseconds that a container's program has to begin listening, before a connection to its port is refused. */
const STARTING = 10_000;

/** The network of one container: what it can reach, and the machine's ports that lead to it. */
export class ContainerNetwork {
  readonly #policy: EgressPolicy;
  readonly #network = new LateNetwork();
  #listeners: { readonly port: PublishedPort; readonly listener: PublishedListener }[] = [];

  private constructor(policy: EgressPolicy) {
    this.#policy = policy;
  }

  /** Takes the ports. Throws container/port-taken. */
  static async open(policy: EgressPolicy, ports: readonly PublishedPort[]): Promise<ContainerNetwork> {
    const network = new ContainerNetwork(policy);
    try {
      for (const port of ports) await network.#publish(port);
      return network;
    } catch (error) {
      await network.close();
      throw error;
    }
  }

  get ports(): Container["ports"] {
    return this.#listeners.map(({ port, listener }) => ({ ...port, host: listener.port }));
  }

  /** Bytes that the container has received, and sent. */
  get traffic(): { readonly receivedBytes: number; readonly sentBytes: number } {
    const { received, sent } = this.#network.traffic;
    return { receivedBytes: received, sentBytes: sent };
  }

  attach(wire: Duplex, signal: AbortSignal, onBlocked: (line: string) => void): void {
    this.#network.arrive(attachGuestNetwork(wire, { policy: this.#policy, signal, onBlocked, startingMs: STARTING }));
  }

  async close(): Promise<void> {
    this.#network.close();
    await Promise.all(this.#listeners.map(({ listener }) => listener.close()));
  }

  async #publish(port: PublishedPort): Promise<void> {
    try {
      this.#listeners.push({ port, listener: await publishPort(this.#network, port) });
    } catch (error) {
      throw portProblem(port, error) ?? error;
    }
  }
}

function portProblem({ host }: PublishedPort, error: unknown) {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code !== "EADDRINUSE" && code !== "EACCES") return undefined;
  const why = code === "EADDRINUSE" ? "port is already allocated" : "permission denied";
  return problemError("container/port-taken", `Bind for 127.0.0.1:${host ?? 0} failed: ${why}`, {
    next: "Publish the container's port on another port of the machine.",
  });
}
