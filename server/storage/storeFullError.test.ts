import { expect, it } from "vitest";
import { problemOfFullDisk } from "./fullDisk.ts";
import { StoreFullError, storeError } from "./storeFullError.ts";

const failed = (more: object) => Object.assign(new Error("write failed"), more);

it.each([{ code: "ENOSPC" }, { code: "EDQUOT" }, { code: "ERR_SQLITE_ERROR", errcode: 13 }])(
  "a full disk is known by %j, and by what caused an error",
  (more) => {
    for (const error of [failed(more), new Error("not saved", { cause: failed(more) })]) {
      expect(storeError(error)).toBeInstanceOf(StoreFullError);
      expect(problemOfFullDisk(error)?.code).toBe("store/full");
    }
  },
);

it("any other error stays as it is, and so does one that says it already", () => {
  for (const error of [failed({ code: "EACCES" }), failed({ errcode: 5 }), "text", new StoreFullError(failed({}))]) {
    expect(storeError(error)).toBe(error);
  }
});
