import type { ContainerState } from "#contract/container.ts";
import type { WaitCondition } from "../containers.ts";

export type ExitedState = ContainerState & { readonly phase: "exited" };

interface Waiter {
  readonly condition: WaitCondition;
  readonly resolve: (state: ExitedState) => void;
}

/** Those who wait for containers to end. */
export class ContainerExits {
  readonly #waiters = new Map<string, Set<Waiter>>();

  /** Throws the signal's reason. */
  next(id: string, condition: WaitCondition, signal: AbortSignal): Promise<ExitedState> {
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const waiters = this.#waiters.get(id) ?? new Set();
      this.#waiters.set(id, waiters);
      const end = () => {
        waiters.delete(waiter);
        if (waiters.size === 0) this.#waiters.delete(id);
        signal.removeEventListener("abort", abort);
      };
      const waiter: Waiter = {
        condition,
        resolve: (state) => {
          end();
          resolve(state);
        },
      };
      const abort = () => {
        end();
        reject(signal.reason);
      };
      waiters.add(waiter);
      signal.addEventListener("abort", abort, { once: true });
    });
  }

  exited(id: string, state: ExitedState): void {
    for (const waiter of [...(this.#waiters.get(id) ?? [])]) if (waiter.condition !== "removed") waiter.resolve(state);
  }

  removed(id: string, last: ExitedState): void {
    for (const waiter of [...(this.#waiters.get(id) ?? [])]) waiter.resolve(last);
  }
}
