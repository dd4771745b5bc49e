import { create } from "zustand";

/** A short message about something that happened, maybe with an action such as Undo. Questions need a dialog. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: "info" | "error";
  readonly action?: { readonly label: string; readonly run: () => void };
}

export const useNotices = create<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));

/** There is room for one line: a newer notice takes the place of the one before. */
const MOST = 1;
let lastId = 0;

export function addNotice(notice: Omit<Notice, "id" | "tone"> & { tone?: Notice["tone"] }): number {
  lastId += 1;
  const added: Notice = { tone: "info", ...notice, id: lastId };
  useNotices.setState(({ notices }) => ({ notices: [...notices, added].slice(-MOST) }));
  return added.id;
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
