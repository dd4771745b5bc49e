import { describe, expect, it } from "vitest";
import { argRows, withArg, withoutArg } from "./argRows.ts";

const declared = [{ name: "BASE", value: "busybox" }, { name: "NAME" }, { name: "NAME", value: "again" }];

describe("rows of build arguments", () => {
  it("have each ARG of the file once, its default, and then other set arguments", () => {
    const rows = argRows(declared, [
      { name: "OTHER", value: "1" },
      { name: "NAME", value: "me" },
    ]);
    expect(rows).toEqual([
      { name: "BASE", value: "", declared: true, defaultValue: "busybox" },
      { name: "NAME", value: "me", declared: true, defaultValue: "again", position: 1 },
      { name: "OTHER", value: "1", declared: false, position: 0 },
    ]);
  });

  it("set a declared one when a value is typed, and unset it when emptied", () => {
    const [base] = argRows(declared, []);
    if (!base) throw new Error("no row");
    const set = withArg([], base, { value: "debian" });
    expect(set).toEqual([{ name: "BASE", value: "debian" }]);
    const [row] = argRows(declared, set);
    expect(row && withArg(set, row, { value: "" })).toEqual([]);
  });

  it("keep an undeclared one while its name and value are empty, until it is removed", () => {
    const set = [{ name: "", value: "" }];
    const [row] = argRows([], set);
    if (!row) throw new Error("no row");
    expect(withArg(set, row, { name: "A" })).toEqual([{ name: "A", value: "" }]);
    expect(withoutArg(set, row)).toEqual([]);
  });
});
