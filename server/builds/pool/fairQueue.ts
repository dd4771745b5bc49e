/**
 * A queue that is fair between owners: each owner's items keep their order, and owners take turns, so that an owner
 * with a hundred builds delays another by one.
 */
export class FairQueue<T> {
  /** Owners with queued items, in the order of their next turn. */
  readonly #waiting = new Map<string, T[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(owner: string, item: T): void {
    const items = this.#waiting.get(owner);
    if (items === undefined) this.#waiting.set(owner, [item]);
    else items.push(item);
    this.#size += 1;
  }

  /** Puts an item that had its turn before all others. */
  addFirst(owner: string, item: T): void {
    const items = this.#waiting.get(owner) ?? [];
    const others = [...this.#waiting].filter(([other]) => other !== owner);
    this.#waiting.clear();
    this.#waiting.set(owner, [item, ...items]);
    for (const [other, theirs] of others) this.#waiting.set(other, theirs);
    this.#size += 1;
  }

  /**
   * Takes the next item that can be started; its owner moves to the end of the line. Items that can't be started yet keep
   * their place, and hold up neither other owners nor their owner's next ones.
   */
  next(canStart: (item: T) => boolean = () => true): T | undefined {
    for (const [owner, items] of this.#waiting) {
      const at = items.findIndex(canStart);
      if (at < 0) continue;
      const [item] = items.splice(at, 1);
      this.#size -= 1;
      this.#waiting.delete(owner);
      if (items.length > 0) this.#waiting.set(owner, items);
      return item;
    }
    return undefined;
  }

  /** All items, in the order in which `next` would take them if all can be started. */
  order(): T[] {
    const order: T[] = [];
    let lists = [...this.#waiting.values()];
    for (let turn = 0; lists.length > 0; turn += 1) {
      for (const items of lists) order.push(...items.slice(turn, turn + 1));
      lists = lists.filter(({ length }) => length > turn + 1);
    }
    return order;
  }

  /** Removes an item; false if it is not queued. */
  remove(owner: string, item: T): boolean {
    const items = this.#waiting.get(owner);
    const at = items?.indexOf(item) ?? -1;
    if (items === undefined || at < 0) return false;
    items.splice(at, 1);
    this.#size -= 1;
    if (items.length === 0) this.#waiting.delete(owner);
    return true;
  }
}
