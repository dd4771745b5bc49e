import type { RunningEvent } from "../../builder.ts";
import type { VertexStatus } from "../rawjson/solveStatus.ts";
import type { VertexName } from "./vertexName.ts";

/** Milliseconds between two events of the same step. */
const PACE_MS = 100;
const LAYER = /^sha256:[0-9a-f]{64}$/;
/** Most parts of one step that are summed up. */
const MAX_PARTS = 1000;

interface Sum {
  readonly parts: Map<string, { current: number; total: number }>;
  sentAt: number;
}

/** Sums up the layers of a pull, the files of a context, and what is exported: one figure for each step and label. */
export class ProgressSums {
  readonly #emit: (event: RunningEvent) => void;
  readonly #sums = new Map<string, Sum>();

  constructor(emit: (event: RunningEvent) => void) {
    this.#emit = emit;
  }

  take(step: string, { id, name, current, total, completed }: VertexStatus, vertex: VertexName | undefined): void {
    const label = labelOf(id, name ?? "", vertex);
    if (label === undefined) return;
    const key = `${step} ${label}`;
    const sum = this.#sums.get(key) ?? { parts: new Map(), sentAt: 0 };
    this.#sums.set(key, sum);
    if (sum.parts.size < MAX_PARTS || sum.parts.has(id)) sum.parts.set(id, { current, total: total ?? 0 });
    const now = Date.now();
    if (!completed && now - sum.sentAt < PACE_MS) return;
    sum.sentAt = now;
    const parts = [...sum.parts.values()];
    const done = parts.reduce((bytes, part) => bytes + part.current, 0);
    const all = parts.reduce((bytes, part) => bytes + part.total, 0);
    this.#emit({ type: "progress", step, label, current: done, ...(all > 0 && { total: Math.max(all, done) }) });
  }
}

/** What moves; undefined for what has no size, such as a name that is resolved. */
function labelOf(id: string, name: string, vertex: VertexName | undefined): string | undefined {
  if (LAYER.test(id)) return vertex?.kind === "export" ? "pushing layers" : "pulling layers";
  if (/^transferring /.test(id)) return id.replace(/:$/, "").slice(0, 100);
  if (/^extracting /.test(id)) return undefined;
  if (vertex?.kind !== "export") return undefined;
  return /^(?:exporting layers|sending tarball)/.test(name || id) ? (name || id).slice(0, 100) : undefined;
}
