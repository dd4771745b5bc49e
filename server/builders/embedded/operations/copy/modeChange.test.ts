import { describe, expect, it } from "vitest";
import { parseModeChange } from "./modeChange.ts";

const change = (text: string, mode: number, isFolder = false) =>
  parseModeChange(text).apply(mode, isFolder).toString(8);

describe("--chmod", () => {
  it("replaces all bits with an octal mode, and gives it to new folders", () => {
    expect(change("4755", 0o600)).toBe("4755");
    expect(parseModeChange("640").newFolders).toBe(0o640);
    expect(parseModeChange("777").newFolders).toBe(0o755);
  });

  it("changes some bits with a symbolic one", () => {
    expect(change("u+x,go-r", 0o644)).toBe("700");
    expect(change("a=r", 0o777)).toBe("444");
    expect(change("+x", 0o644)).toBe("755");
    expect(change("g+s", 0o755)).toBe("2755");
    expect(change("o=u", 0o750)).toBe("757");
  });

  it("applies X only to folders and executable files", () => {
    expect(change("a=rX", 0o600)).toBe("444");
    expect(change("a=rX", 0o700)).toBe("555");
    expect(change("a=rX", 0o600, true)).toBe("555");
  });
});
