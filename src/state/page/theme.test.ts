import { describe, expect, it } from "vitest";
import { resolveTheme, toggledChoice } from "./theme.ts";

describe("the theme", () => {
  it("follows the system until a person chooses", () => {
    expect(resolveTheme("system", true)).toBe("dark");
    expect(resolveTheme("light", true)).toBe("light");
  });

  it("changes with each press, and follows the system again when it comes back to it", () => {
    expect(toggledChoice("dark", true)).toBe("light");
    expect(toggledChoice("light", true)).toBe("system");
  });
});
