import { describe, expect, it } from "vitest";
import { DAY, temporaryShares, workspaceOf } from "./shareFixture.ts";

const NOT_FOUND = expect.objectContaining({ problem: expect.objectContaining({ code: "share/not-found" }) });

describe("a share", () => {
  it("has the same link for the same content, whoever shares it and however it was sent", () => {
    const { share } = temporaryShares();
    const content = workspaceOf("FROM busybox", [{ path: "a", kind: "text", mode: 0o755, text: "x", size: 1 }]);
    const id = share("ann", content);
    expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(share("ann", content)).toBe(id);
    const turned = { ...content, files: content.files.toReversed(), lastBuild: "some-build" };
    expect(share("bob", turned)).toBe(id);
  });

  it.each([
    ["text", workspaceOf("FROM alpine")],
    ["name", { ...workspaceOf("FROM busybox"), name: "other" }],
    ["setting", { ...workspaceOf("FROM busybox"), settings: { ...workspaceOf("").settings, target: "x" } }],
  ])("has another link with another %s", (_what, content) => {
    const { share } = temporaryShares();
    expect(share("ann", content)).not.toBe(share("ann", workspaceOf("FROM busybox")));
  });

  it("is there until its last owner removed it, and its blobs with it", () => {
    const { share, shares } = temporaryShares();
    const id = share("ann", workspaceOf("FROM busybox"));
    share("bob", workspaceOf("FROM busybox"));
    const [needed] = shares.needed();
    expect(needed).toBe(shares.manifest(id).parts[0]?.digest);
    shares.remove("ann", id);
    expect(shares.list("ann").shares).toEqual([]);
    expect(shares.describe("ann", id)).toMatchObject({ id, isOwn: false });
    shares.remove("bob", id);
    expect(() => shares.manifest(id)).toThrow(NOT_FOUND);
    expect([...shares.needed()]).toEqual([]);
  });

  it("is not removed by who has only the link", () => {
    const { share, shares } = temporaryShares();
    const id = share("ann", workspaceOf("FROM busybox"));
    expect(() => shares.remove("eve", id)).toThrow(NOT_FOUND);
    expect(shares.describe("eve", id).name).toBe("hello");
  });

  it("goes with its owner, unless another has it", () => {
    const { share, shares } = temporaryShares();
    const [own, common] = [share("ann", workspaceOf("FROM a")), share("ann", workspaceOf("FROM b"))];
    share("bob", workspaceOf("FROM b"));
    shares.forget("ann");
    expect(() => shares.manifest(own)).toThrow(NOT_FOUND);
    expect(shares.entry(common).id).toBe(common);
    expect(shares.list("ann").shares).toEqual([]);
  });

  it("expires after its days, counted from when it was shared last", () => {
    const { share, shares, clock } = temporaryShares({ days: 2 });
    const id = share("ann", workspaceOf("FROM busybox"));
    clock.now += DAY;
    share("bob", workspaceOf("FROM busybox"));
    expect(shares.entry(id)).toMatchObject({ sharedAt: 1_000_000, expiresAt: clock.now + 2 * DAY });
    clock.now += DAY;
    expect(shares.list("ann").shares).toEqual([]);
    expect(shares.entry(id).name).toBe("hello");
    clock.now += DAY;
    expect(() => shares.entry(id)).toThrow(NOT_FOUND);
    expect([...shares.needed()]).toEqual([]);
  });

  it("says what is lost of it", () => {
    const { share, shares, blobs } = temporaryShares();
    const blob = blobs.put("binary");
    const id = share("ann", workspaceOf("FROM x", [{ path: "b", kind: "blob", mode: 0o644, blob, size: 6 }]));
    expect(shares.describe("", id).absent).toEqual([]);
    blobs.delete(blob);
    expect(shares.describe("", id).absent).toEqual([{ part: "file", path: "b", why: "lost" }]);
  });
});

describe("limits of shares", () => {
  it("files that are too large are not shared", () => {
    const { draftOf, blobs } = temporaryShares({ maxBytes: 500 });
    const blob = blobs.put("x");
    for (const content of [
      workspaceOf("x".repeat(500)),
      workspaceOf("", [{ path: "b", kind: "blob", mode: 0o644, blob, size: 500 }]),
    ]) {
      expect(() => draftOf(content)).toThrow(/A share may have 500/);
    }
  });

  it("a part of the result that does not fit is left out, and the share says so", () => {
    const { draftOf, shares } = temporaryShares({ maxBytes: 1000 });
    const draft = draftOf(workspaceOf("FROM busybox"));
    expect(draft.add({ part: "stack" }, "x".repeat(900))).toBe(false);
    expect(draft.add({ part: "history" }, "{}")).toBe(true);
    const id = shares.put("ann", draft.manifest());
    expect(shares.describe("ann", id).absent).toEqual([{ part: "stack", why: "too-large" }]);
  });

  it("one person has a bounded number of them", () => {
    const { share, shares } = temporaryShares();
    for (let count = 0; count < 200; count += 1) share("ann", workspaceOf(`FROM a${count}`));
    expect(() => share("ann", workspaceOf("FROM one-more"))).toThrow(/200 shares/);
    expect(shares.list("ann").shares).toHaveLength(200);
    // Sharing one of them again is no more of them.
    expect(share("ann", workspaceOf("FROM a7"))).toBeTruthy();
    expect(share("bob", workspaceOf("FROM one-more"))).toBeTruthy();
  });

  it("all of them together are bounded", () => {
    const { share } = temporaryShares({ maxTotalBytes: 3000 });
    const fill = () => {
      for (let count = 0; count < 20; count += 1) share(`owner ${count}`, workspaceOf(`FROM a${count}`));
    };
    expect(fill).toThrow(/All shares together/);
  });
});
