/**
 * A queue that is fair between owners: each owner's items keep their order, and owners take turns, so that an owner
 * with a hundred builds delays another by one.
 */
export class FairQueue<T> {
  /** Owners with queued items, in the order of their next turn. */
  readonly #waiting = new Map<string, T[]>();

  get size(): number {
    let size = 0;
    for (const items of this.#waiting.values()) size += items.length;
    return size;
  }

  add(owner: string, item: T): void {
    const items = this.#waiting.get(owner);
    if (items === undefined) this.#waiting.set(owner, [item]);
    else items.push(item);
  }

  /** Takes the next item; its owner moves to the end of the line. */
  next(): T | undefined {
    const first = this.#waiting.entries().next().value;
    if (first === undefined) return undefined;
    const [owner, items] = first;
    const item = items.shift();
    this.#waiting.delete(owner);
    if (items.length > 0) this.#waiting.set(owner, items);
    return item;
  }

  /** All items, in the order in which `next` would take them. */
  order(): T[] {
    const lists = [...this.#waiting.values()];
    const turns = lists.reduce((most, { length }) => Math.max(most, length), 0);
    return Array.from({ length: turns }, (_, turn) => lists.flatMap((items) => items.slice(turn, turn + 1))).flat();
  }

  /** Removes an item; false if it is not queued. */
  remove(owner: string, item: T): boolean {
    const items = this.#waiting.get(owner);
    const at = items?.indexOf(item) ?? -1;
    if (items === undefined || at < 0) return false;
    items.splice(at, 1);
    if (items.length === 0) this.#waiting.delete(owner);
    return true;
  }
}
