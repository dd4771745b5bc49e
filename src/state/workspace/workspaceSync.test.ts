import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keptMine, tookTheirs } from "./workspaceSaving.ts";
import { content, later, pageWithServer } from "./workspaceSyncFixture.ts";

describe("saving a workspace", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("opens the server's content", async () => {
    const tab = pageWithServer();
    await tab.sync.open();
    expect(tab.text()).toBe("FROM a");
    expect(tab.saving()).toBe("saved");
  });

  it("goes on from what it sent before a reload, if the server has that", async () => {
    const before = pageWithServer();
    await before.sync.open();
    before.type("FROM sent");
    before.sync.flush();
    before.type("FROM sent as typed");
    before.sync.flush();
    const { draft } = before.kept;
    before.sync.stop();
    const after = pageWithServer({ text: "FROM sent", revision: 6, ...(draft && { draft }) });
    await after.sync.open();
    expect(after.saving()).toBe("unsaved");
    await later(400);
    expect(after.server.saves).toEqual(["FROM sent as typed"]);
  });

  it("goes on from what it sent if the answer was lost", async () => {
    const tab = pageWithServer();
    await tab.sync.open();
    tab.server.unheard = true;
    tab.type("FROM sent");
    await later(400);
    expect(tab.saving()).toBe("offline");
    tab.server.unheard = false;
    tab.type("FROM sent as typed");
    await later(1500);
    expect(tab.saving()).toBe("saved");
    expect(tab.server.text).toBe("FROM sent as typed");
  });

  it("saves once, a moment after the last keystroke", async () => {
    const tab = pageWithServer();
    await tab.sync.open();
    for (const text of ["F", "FR", "FROM b"]) {
      tab.type(text);
      await later(100);
    }
    expect(tab.server.saves).toEqual([]);
    expect(tab.saving()).toBe("unsaved");
    await later(500);
    expect(tab.server.saves).toEqual(["FROM b"]);
    expect(tab.saving()).toBe("saved");
    expect(tab.kept.draft).toBeUndefined();
  });

  it("keeps typed text in the browser while the server is unreachable, and saves it when it is back", async () => {
    const tab = pageWithServer();
    await tab.sync.open();
    tab.server.away = true;
    tab.type("FROM offline");
    await later(600);
    expect(tab.saving()).toBe("offline");
    expect(tab.kept.draft?.content.files[0]?.text).toBe("FROM offline");
    tab.type("FROM offline again");
    await later(300);
    expect(tab.kept.draft?.content.files[0]?.text).toBe("FROM offline again");
    tab.server.away = false;
    await later(20_000);
    expect(tab.saving()).toBe("saved");
    expect(tab.server.text).toBe("FROM offline again");
  });

  it("restores a draft that was never saved", async () => {
    const tab = pageWithServer({ draft: { content: content("FROM draft"), base: content("FROM a"), revision: 5 } });
    await tab.sync.open();
    expect(tab.text()).toBe("FROM draft");
    await later(600);
    expect(tab.server.text).toBe("FROM draft");
  });

  it("opens the last copy if the server is unreachable from the start", async () => {
    const tab = pageWithServer();
    await tab.sync.open();
    tab.server.away = true;
    await tab.sync.open();
    expect(tab.text()).toBe("FROM a");
    expect(tab.saving()).toBe("offline");
  });

  it("opens the first example if neither server nor browser has anything", async () => {
    const tab = pageWithServer();
    tab.server.away = true;
    await tab.sync.open();
    expect(tab.text()).toBe("FROM first");
  });

  it("saves a new workspace at once, so that it is listed", async () => {
    const tab = pageWithServer();
    tab.server.revision = 0;
    await tab.sync.open();
    await later(600);
    expect(tab.server.saves).toEqual(["FROM a"]);
  });

  it("returns the problem of a deleted workspace, and shows its draft if there is one", async () => {
    const tab = pageWithServer();
    tab.server.gone = true;
    expect(await tab.sync.open()).toMatchObject({ code: "workspace/not-found" });
    const typed = pageWithServer({ draft: { content: content("FROM draft"), base: content("FROM a"), revision: 5 } });
    typed.server.gone = true;
    expect(await typed.sync.open()).toBeUndefined();
    expect(typed.text()).toBe("FROM draft");
    expect(typed.saving()).toBe("refused");
  });

  it("stops saving once it is stopped, and keeps typed text as a draft", async () => {
    const tab = pageWithServer();
    await tab.sync.open();
    tab.server.away = true;
    tab.type("FROM unsaved");
    await later(600);
    tab.sync.stop();
    tab.server.away = false;
    await later(20_000);
    expect(tab.server.saves).toEqual([]);
    expect(tab.kept.draft?.content.files[0]?.text).toBe("FROM unsaved");
  });

  it("shows what another tab saved if nothing was typed here", async () => {
    const tab = pageWithServer();
    await tab.sync.open();
    tab.otherTabSaves("FROM theirs");
    await tab.sync.heard(6);
    expect(tab.text()).toBe("FROM theirs");
    expect(tab.saving()).toBe("saved");
  });

  it("keeps what was typed and saved while an answer from before that was on its way", async () => {
    const tab = pageWithServer();
    await tab.sync.open();
    const late = Promise.withResolvers<void>();
    tab.server.slow = late.promise;
    const heard = tab.sync.heard();
    tab.type("FROM typed");
    await later(600);
    expect(tab.server.text).toBe("FROM typed");
    late.resolve();
    await heard;
    expect(tab.text()).toBe("FROM typed");
    expect(tab.saving()).toBe("saved");
  });

  it("shows the newest of what another tab saved, whichever answer comes last", async () => {
    const tab = pageWithServer();
    await tab.sync.open();
    const late = Promise.withResolvers<void>();
    tab.server.slow = late.promise;
    tab.otherTabSaves("FROM old");
    const first = tab.sync.heard(6);
    tab.server.slow = Promise.resolve();
    tab.otherTabSaves("FROM new");
    await tab.sync.heard(7);
    late.resolve();
    await first;
    expect(tab.text()).toBe("FROM new");
  });

  it("takes what another tab saved on top of a save whose response is on its way", async () => {
    const tab = pageWithServer();
    await tab.sync.open();
    const late = Promise.withResolvers<void>();
    tab.server.slowSaves = late.promise;
    tab.type("FROM mine");
    await later(400);
    tab.otherTabSaves("FROM mine and theirs");
    await tab.sync.heard(7);
    late.resolve();
    await later(0);
    expect(tab.text()).toBe("FROM mine and theirs");
    expect(tab.saving()).toBe("saved");
  });

  it("requests nothing after its own save", async () => {
    const tab = pageWithServer();
    await tab.sync.open();
    tab.type("FROM b");
    await later(600);
    tab.server.text = "would be loaded";
    await tab.sync.heard(6);
    expect(tab.text()).toBe("FROM b");
  });

  describe("when another tab saved the same file", () => {
    async function inConflict() {
      const tab = pageWithServer();
      await tab.sync.open();
      tab.otherTabSaves("FROM theirs");
      tab.type("FROM mine");
      await later(600);
      return tab;
    }

    it("overwrites nothing and asks", async () => {
      const tab = await inConflict();
      expect(tab.saving()).toBe("conflict");
      expect(tab.text()).toBe("FROM mine");
      expect(tab.server.text).toBe("FROM theirs");
      expect(tab.kept.draft?.content.files[0]?.text).toBe("FROM mine");
      tab.type("FROM mine still");
      await later(2000);
      expect(tab.server.text).toBe("FROM theirs");
    });

    it("keeps mine if chosen", async () => {
      const tab = await inConflict();
      tab.choose(keptMine);
      await later(600);
      expect(tab.server.text).toBe("FROM mine");
      expect(tab.saving()).toBe("saved");
    });

    it("uses theirs if chosen", async () => {
      const tab = await inConflict();
      tab.choose(tookTheirs);
      expect(tab.text()).toBe("FROM theirs");
      await later(600);
      expect(tab.server.saves).toEqual([]);
      expect(tab.saving()).toBe("saved");
    });
  });
});
