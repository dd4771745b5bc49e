import type { Vertex } from "../rawjson/solveStatus.ts";
import type { StepMatcher } from "./stepMatcher.ts";
import { readVertexName, type VertexName } from "./vertexName.ts";

interface Known {
  readonly name: VertexName;
  /** Its own step: its state is the step's. */
  readonly own: string | undefined;
  /** Whether it takes nothing from another. */
  readonly first: boolean;
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
  /** In the order in which they were told of. */
  readonly #consumers = new Map<string, Set<string>>();

  constructor(matcher: StepMatcher) {
    this.#matcher = matcher;
  }

  add({ digest, name, inputs }: Vertex): Known {
    const known = this.#known.get(digest) ?? this.#read(name, !inputs?.length);
    if (this.#known.size < MAX_VERTICES) this.#known.set(digest, known);
    for (const input of inputs ?? []) {
      const consumers = this.#consumers.get(input) ?? new Set();
      if (this.#known.has(digest)) this.#consumers.set(input, consumers.add(digest));
    }
    return known;
  }

  /** The step that a vertex is, or works for. */
  stepOf(digest: string): string | undefined {
    const seen = new Set<string>();
    for (let at: string | undefined = digest; at !== undefined && !seen.has(at); at = this.#consumersOf(at)[0]) {
      seen.add(at);
      const found = this.#known.get(at);
      if (found?.own !== undefined) return found.own;
      if (found !== undefined && found.name.kind !== "other") return this.#matcher.find(found.name);
    }
    return undefined;
  }

  /** Whether it only fetches what its step adds: BuildKit gives a download of ADD the name of the step that takes it. */
  isSource(digest: string): boolean {
    const known = this.#known.get(digest);
    if (!known?.first || known.own === undefined) return false;
    // Several steps may add the same download: its name is that of one of them.
    return this.#consumersOf(digest).some((consumer) => this.#known.get(consumer)?.own === known.own);
  }

  nameOf(digest: string): VertexName | undefined {
    return this.#known.get(digest)?.name;
  }

  #consumersOf(digest: string): string[] {
    return [...(this.#consumers.get(digest) ?? [])];
  }

  #read(text: string, first: boolean): Known {
    const name = readVertexName(text);
    return { name, own: name.kind === "step" || name.kind === "context" ? this.#matcher.find(name) : undefined, first };
  }
}
