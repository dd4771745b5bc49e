import type { Vertex } from "../rawjson/solveStatus.ts";
import type { StepMatcher } from "./stepMatcher.ts";
import { readVertexName, type VertexName } from "./vertexName.ts";

interface Known {
  readonly name: VertexName;
  /** Its own step: its state is the step's. */
  readonly own: string | undefined;
}

/** Most vertices that are remembered: a build has some hundred. */
const MAX_VERTICES = 100_000;

/**
 * Which step each vertex belongs to. One that is none itself (a download of ADD, the transfer of the context, the image that
 * COPY takes files from) belongs to the first step that consumes it.
 */
export class VertexSteps {
  readonly #matcher: StepMatcher;
  readonly #known = new Map<string, Known>();
  readonly #consumers = new Map<string, string>();

  constructor(matcher: StepMatcher) {
    this.#matcher = matcher;
  }

  add({ digest, name, inputs }: Vertex): Known {
    const known = this.#known.get(digest) ?? this.#read(name);
    if (this.#known.size < MAX_VERTICES) this.#known.set(digest, known);
    for (const input of inputs ?? []) if (!this.#consumers.has(input)) this.#consumers.set(input, digest);
    return known;
  }

  /** The step that a vertex is, or works for. */
  stepOf(digest: string): string | undefined {
    const seen = new Set<string>();
    for (let at: string | undefined = digest; at !== undefined && !seen.has(at); at = this.#consumers.get(at)) {
      seen.add(at);
      const found = this.#known.get(at);
      if (found?.own !== undefined) return found.own;
      if (found !== undefined && found.name.kind !== "other") return this.#matcher.find(found.name);
    }
    return undefined;
  }

  nameOf(digest: string): VertexName | undefined {
    return this.#known.get(digest)?.name;
  }

  #read(text: string): Known {
    const name = readVertexName(text);
    return { name, own: name.kind === "step" || name.kind === "context" ? this.#matcher.find(name) : undefined };
  }
}
