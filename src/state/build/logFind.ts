import { create } from "zustand";

interface LogFind {
  readonly open: boolean;
  readonly query: string;
  /** Which match is looked at; counts on at both ends. */
  readonly at: number;
}

/** What is looked for in the log. */
export const useLogFind = create<LogFind>(() => ({ open: false, query: "", at: 0 }));

export function openLogFind(): void {
  useLogFind.setState({ open: true });
}

export function closeLogFind(): void {
  useLogFind.setState({ open: false });
}

export function findInLog(query: string): void {
  useLogFind.setState({ query, at: 0 });
}

/** Goes to another match: 1 is the next, −1 the one before. */
export function stepLogFind(by: 1 | -1): void {
  useLogFind.setState(({ at }) => ({ at: at + by }));
}
