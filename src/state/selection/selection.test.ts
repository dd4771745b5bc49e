import { beforeEach, describe, expect, it } from "vitest";
import { hoverLink, isLit, selectLink, selectLinkOfCursor, useSelection } from "./selection.ts";

beforeEach(() => useSelection.setState({ files: "auto" }, true));

describe("selection", () => {
  it("highlights what is hovered and what is selected", () => {
    hoverLink("a");
    selectLink("b");
    const state = useSelection.getState();
    expect(["a", "b", "c"].map((id) => isLit(state, id))).toEqual([true, true, false]);
  });

  it("clears the hover when the pointer leaves", () => {
    hoverLink("a");
    hoverLink(undefined);
    expect(useSelection.getState()).toEqual({ files: "auto" });
  });

  it("keeps the chosen row of a base image when the cursor moves to the same line", () => {
    selectLink("from", "base:2");
    selectLinkOfCursor("from");
    expect(useSelection.getState().row).toBe("base:2");
  });

  it("follows the cursor to another line", () => {
    selectLink("from", "base:2");
    selectLinkOfCursor("run");
    expect(useSelection.getState()).toMatchObject({ selected: "run" });
    expect(useSelection.getState().row).toBeUndefined();
  });

  it("stays when the cursor moves to a line without a step", () => {
    selectLink("run");
    selectLinkOfCursor(undefined);
    expect(useSelection.getState().selected).toBe("run");
  });
});
