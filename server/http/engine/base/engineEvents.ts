import type { Container } from "#contract/container.ts";
import type { Containers } from "#server/containers/containers.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { containerActions } from "./containerActions.ts";

export type EventType = "container" | "image" | "volume";

/** As the Engine API sends it. */
export interface EngineEvent {
  readonly Type: EventType;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
  readonly scope: "local";
  /** Seconds. */
  readonly time: number;
  readonly timeNano: number;
}

/** Docker keeps as many for `--since`. */
const KEPT = 256;

/** What `docker events` prints: what happened to containers, and what this socket's clients did to images and volumes. */
export class EngineEvents {
  readonly #known: Map<string, Container>;
  readonly #kept: EngineEvent[] = [];
  readonly #listeners = new Set<(event: EngineEvent) => void>();
  readonly #unwatch: () => void;

  constructor(containers: Containers) {
    this.#known = new Map(containers.list(DEFAULT_OWNER).map((container) => [container.id, container]));
    this.#unwatch = containers.watch(DEFAULT_OWNER, (event) => {
      if (event.type === "changed") this.#change(event.container);
      else this.#remove(event.id);
    });
  }

  emit(type: EventType, action: string, id: string, attributes: Readonly<Record<string, string>> = {}): void {
    const at = Date.now();
    const event: EngineEvent = {
      Type: type,
      Action: action,
      Actor: { ID: id, Attributes: attributes },
      scope: "local",
      time: Math.floor(at / 1000),
      timeNano: at * 1e6,
    };
    this.#kept.push(event);
    if (this.#kept.length > KEPT) this.#kept.shift();
    for (const listener of this.#listeners) listener(event);
  }

  /** An event of a container, with its name, image, and labels. */
  emitOf(container: Container, action: string, attributes: Readonly<Record<string, string>> = {}): void {
    this.emit("container", action, container.id, {
      ...container.spec.labels,
      image: container.image.ref,
      name: container.name,
      ...attributes,
    });
  }

  /** The newest events, oldest first. */
  get kept(): readonly EngineEvent[] {
    return this.#kept;
  }

  /** Called with each event until the returned function is called. */
  listen(listener: (event: EngineEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#unwatch();
    this.#listeners.clear();
  }

  #change(container: Container): void {
    const actions = containerActions(this.#known.get(container.id), container);
    this.#known.set(container.id, container);
    const { state } = container;
    const ended = state.phase === "exited" ? { exitCode: String(state.code) } : {};
    for (const action of actions) this.emitOf(container, action, action === "die" ? ended : {});
  }

  #remove(id: string): void {
    const container = this.#known.get(id);
    this.#known.delete(id);
    if (container !== undefined) this.emitOf(container, "destroy");
  }
}
