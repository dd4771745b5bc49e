import type { Container } from "#contract/container.ts";
import { writableRowKey } from "../../state/containers/liveContainer.ts";
import type { StrataRow } from "./strataRow.ts";

/** The row of a container's writable layer, on top of those of its image. */
export function writableRow({ id, name, state, writable }: Container): StrataRow {
  const { bytes = 0, added = 0, changed = 0, deleted = 0 } = writable ?? {};
  return {
    key: writableRowKey(id),
    kind: "slab",
    instruction: "LIVE",
    text: name,
    state: "built",
    cached: false,
    size: bytes,
    dead: 0,
    changes: { added, changed, deleted },
    container: { id, isRunning: state.phase === "running" },
  };
}
