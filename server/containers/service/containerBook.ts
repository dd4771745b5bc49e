import type { Container, ContainerEvent, ContainerState } from "#contract/container.ts";
import { problemError } from "#contract/problemError.ts";
import type { ContainerRecord } from "./containerRecord.ts";
import type { ContainerStore } from "./containerStore.ts";

type Listener = (event: ContainerEvent) => void;

/** All containers in memory, stored on each change, with those who watch them. */
export class ContainerBook {
  readonly #store: ContainerStore;
  readonly #records = new Map<string, ContainerRecord>();
  readonly #listeners = new Map<string, Set<Listener>>();

  constructor(store: ContainerStore) {
    this.#store = store;
    for (const record of store.load()) this.#records.set(record.container.id, record);
  }

  /** By ID, the unambiguous start of one, or name. Throws container/not-found, also for another owner's. */
  find(owner: string, ref: string): ContainerRecord {
    const own = this.#ownedBy(owner);
    const name = ref.replace(/^\//, "");
    const exact = own.find(({ container }) => container.id === ref || container.name === name);
    if (exact !== undefined) return exact;
    const starting = ref === "" ? [] : own.filter(({ container }) => container.id.startsWith(ref));
    if (starting.length === 1 && starting[0] !== undefined) return starting[0];
    const detail = `No such container: ${ref.slice(0, 128)}`;
    throw problemError("container/not-found", detail, {
      next: starting.length > 1 ? "Type more of its ID." : "See the list of containers: docker ps -a.",
    });
  }

  /** Undefined if it has been removed. */
  get(id: string): ContainerRecord | undefined {
    return this.#records.get(id);
  }

  all(): ContainerRecord[] {
    return [...this.#records.values()];
  }

  /** Newest first. */
  list(owner: string): Container[] {
    return this.#ownedBy(owner)
      .map(({ container }) => container)
      .reverse();
  }

  named(owner: string, name: string): Container | undefined {
    return this.#ownedBy(owner).find(({ container }) => container.name === name)?.container;
  }

  put(record: ContainerRecord): void {
    this.#store.put(record);
    this.#records.set(record.container.id, record);
    this.#tell(record.owner, { type: "changed", container: record.container });
  }

  /** Does nothing if it has been removed. */
  change(id: string, changes: Partial<Container>): void {
    const record = this.#records.get(id);
    if (record !== undefined) this.put({ ...record, container: { ...record.container, ...changes } });
  }

  setState(id: string, state: ContainerState): void {
    this.change(id, { state });
  }

  delete(id: string): void {
    const record = this.#records.get(id);
    if (record === undefined) return;
    this.#store.delete(id);
    this.#records.delete(id);
    this.#tell(record.owner, { type: "removed", id });
  }

  watch(owner: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(owner) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(owner, listeners);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(owner);
    };
  }

  #ownedBy(owner: string): ContainerRecord[] {
    return this.all().filter((record) => record.owner === owner);
  }

  #tell(owner: string, event: ContainerEvent): void {
    for (const listener of [...(this.#listeners.get(owner) ?? [])]) listener(event);
  }
}
