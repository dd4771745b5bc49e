import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Proofs that a request of this server to itself is for an owner. They are good until it stops, and never stored. */
export class OwnerPasses {
  readonly #key = randomBytes(32);

  of(owner: string): string {
    return `${Buffer.from(owner).toString("base64url")}.${this.#proofOf(owner).toString("base64url")}`;
  }

  /** Whom a pass is for; undefined if it is none of this server. */
  ownerOf(pass: string): string | undefined {
    const [name = "", proof = ""] = pass.split(".");
    const owner = Buffer.from(name, "base64url").toString("utf8");
    const [given, right] = [Buffer.from(proof, "base64url"), this.#proofOf(owner)];
    return given.length === right.length && timingSafeEqual(given, right) ? owner : undefined;
  }

  #proofOf(owner: string): Buffer {
    return createHmac("sha256", this.#key).update(owner).digest();
  }
}
