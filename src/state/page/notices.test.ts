import { expect, it } from "vitest";
import { addNotice, dismissActions, useNotices } from "./notices.ts";

it("Undo disappears with its workspace, and errors stay", () => {
  addNotice({ text: "Deleted a.txt.", action: { label: "Undo", run: () => {} } });
  addNotice({ text: "Could not read b.zip.", tone: "error" });
  dismissActions();
  expect(useNotices.getState().notices.map(({ text }) => text)).toEqual(["Could not read b.zip."]);
});
