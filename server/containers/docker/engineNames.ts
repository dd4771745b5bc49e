import { createHash } from "node:crypto";
import type { Digest } from "#contract/names/digest.ts";
import { hexOf } from "#server/oci/store/digest.ts";

/** Labels of everything that Strata has on an engine. What lacks our instance is never touched. */
const INSTANCE_LABEL = "strata.instance";
const OWNER_LABEL = "strata.owner";
export const ID_LABEL = "strata.container";

/**
 * The names of what one server has on an engine. All are made of digits that the server chose: nothing that a person wrote
 * becomes a name, a label, or an option there.
 */
export class EngineNames {
  readonly instance: string;

  constructor(instance: string) {
    this.instance = instance;
  }

  container(id: string): string {
    return `strata-${this.instance}-${id}`;
  }

  volume(folder: string): string {
    return `strata-${this.instance}-${folder}`;
  }

  get network(): string {
    return `strata-${this.instance}`;
  }

  /** Each image is loaded once, under its own digest. */
  image(id: Digest): string {
    return `${this.repository}:${hexOf(id)}`;
  }

  get repository(): string {
    return `strata/${this.instance}`;
  }

  /** An owner may be a secret of theirs: the engine sees a digest. */
  labels(owner: string): Record<string, string> {
    return { ...this.label, [OWNER_LABEL]: createHash("sha256").update(owner).digest("hex").slice(0, 16) };
  }

  get label(): Record<string, string> {
    return { [INSTANCE_LABEL]: this.instance };
  }

  get filter(): string {
    return `${INSTANCE_LABEL}=${this.instance}`;
  }
}
