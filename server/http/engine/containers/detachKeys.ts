import { DETACH_KEYS, readDetachKeys } from "#contract/docker/detachKeys.ts";
import { EngineError } from "../base/engineError.ts";

/** The bytes of the request's keys. Throws an EngineError. */
export function detachKeysOf(text: string | null | undefined): readonly number[] {
  const keys = readDetachKeys(text || DETACH_KEYS);
  if (keys === undefined) throw new EngineError(400, `Invalid detach keys (${text}) provided`);
  return keys;
}
