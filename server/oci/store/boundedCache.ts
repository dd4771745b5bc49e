/** Keeps the most recently used values while the sum of their weights stays within `limit`. */
export class BoundedCache<K, V> {
  readonly #limit: number;
  readonly #onDrop: (value: V) => void;
  readonly #entries = new Map<K, { value: V; weight: number }>();
  #weight = 0;

  /** `onDrop` gets each value that is not kept anymore. */
  constructor(limit: number, onDrop: (value: V) => void = () => undefined) {
    this.#limit = limit;
    this.#onDrop = onDrop;
  }

  get(key: K): V | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    return entry.value;
  }

  /** Stores `value`, unless it is heavier than the limit. */
  set(key: K, value: V, weight: number): void {
    this.delete(key);
    if (weight > this.#limit) return;
    this.#entries.set(key, { value, weight });
    this.#weight += weight;
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#limit) break;
      this.delete(oldest);
    }
  }

  /** Stores `value`, however heavy: the newest is likely to be asked for again. */
  setNewest(key: K, value: V, weight: number): void {
    this.set(key, value, Math.min(weight, this.#limit));
  }

  delete(key: K): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    this.#weight -= entry.weight;
    this.#entries.delete(key);
    this.#onDrop(entry.value);
  }

  deleteIf(isUnwanted: (value: V) => boolean): void {
    for (const [key, { value }] of this.#entries) if (isUnwanted(value)) this.delete(key);
  }

  clear(): void {
    this.deleteIf(() => true);
  }
}
