import type { Digest } from "#contract/names/digest.ts";
import { digestOf } from "#server/oci/store/digest.ts";
import type { RootView } from "../../files/stageFiles.ts";

/** What stands for the layer of a context that a stage starts from. */
export function contextBase({ key }: RootView): Digest {
  return digestOf(JSON.stringify(["base", key]));
}
