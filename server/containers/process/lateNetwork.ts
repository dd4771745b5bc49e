import type { Duplex } from "node:stream";
import type { GuestNetwork } from "#server/sandbox/network/guestNetwork.ts";

/** A guest's network before the guest is there: its ports are taken first, and lead nowhere until then. */
export class LateNetwork implements GuestNetwork {
  #network: GuestNetwork | undefined;

  arrive(network: GuestNetwork): void {
    this.#network = network;
  }

  get traffic(): GuestNetwork["traffic"] {
    return this.#network?.traffic ?? { sent: 0, received: 0 };
  }

  openTcp(port: number, client: Duplex): void {
    if (this.#network === undefined) client.destroy();
    else this.#network.openTcp(port, client);
  }

  openUdp: GuestNetwork["openUdp"] = (...client) => this.#network?.openUdp(...client);

  close(): void {
    this.#network?.close();
  }
}
