import { describe, expect, it } from "vitest";
import { detailsPlace } from "./detailsPlace.ts";

describe("the details of a layer", () => {
  it("are below the stack in a narrow pane, and beside it in a wide one", () => {
    expect(detailsPlace({ width: 430, height: 800 }, {}).side).toBe("below");
    expect(detailsPlace({ width: 790, height: 800 }, {}).side).toBe("beside");
  });

  it("cover most of the stack if there is no room for both", () => {
    expect(detailsPlace({ width: 430, height: 800 }, {}).roomForBoth).toBe(true);
    expect(detailsPlace({ width: 430, height: 400 }, {})).toMatchObject({ roomForBoth: false, size: 248 });
  });

  it("keep the share that a person chose, but leave room for the stack", () => {
    expect(detailsPlace({ width: 430, height: 800 }, { below: 0.5 }).size).toBe(400);
    expect(detailsPlace({ width: 430, height: 800 }, { below: 0.99 }).size).toBe(620);
    expect(detailsPlace({ width: 1000, height: 800 }, { below: 0.9, beside: 0.01 }).size).toBe(320);
  });
});
