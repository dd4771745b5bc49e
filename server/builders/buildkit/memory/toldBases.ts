import { normalizedName } from "#contract/names/reference.ts";
import { requireReference } from "#server/oci/store/requireReference.ts";
import type { SolveStatus } from "../rawjson/solveStatus.ts";

const BASE = /(?:^|\] )FROM (\S+)@(sha256:[0-9a-f]{64})$/;
const TRIGGER = /\] ONBUILD /;

/** What BuildKit's progress told of the images that it found itself. */
export class ToldBases {
  readonly #digests = new Map<string, string>();
  /** Whether a step was a trigger that some base image brought along. */
  hasTriggers = false;

  take({ vertexes }: SolveStatus): void {
    for (const { name } of vertexes ?? []) {
      if (TRIGGER.test(name)) this.hasTriggers = true;
      const [, reference, digest] = BASE.exec(name) ?? [];
      if (reference !== undefined && digest !== undefined) {
        this.#digests.set(normalizedName(requireReference(reference)), digest);
      }
    }
  }

  /** By normalized name; an engine tells none for an image of its older store. */
  digestOf(name: string): string | undefined {
    return this.#digests.get(name);
  }
}
