import { expect, test } from "vitest";
import { chooseRef, isCommitId } from "./chooseRef.ts";

const id = (digit: string) => digit.repeat(40);
const listing = [
  `${id("a")}\tHEAD`,
  `${id("b")}\trefs/heads/both`,
  `${id("c")}\trefs/tags/both`,
  `${id("d")}\trefs/tags/v2`,
  `${id("e")}\trefs/tags/v2^{}`,
  `${id("f")}\trefs/pull/1/head`,
  "warning: something",
].join("\n");

test("uses the default branch without a name", () => {
  expect(chooseRef(listing, undefined)).toEqual({ name: "HEAD", commit: id("a") });
});

test("prefers a branch to a tag of the same name", () => {
  expect(chooseRef(listing, "both")).toEqual({ name: "refs/heads/both", commit: id("b") });
  expect(chooseRef(listing, "refs/tags/both")).toEqual({ name: "refs/tags/both", commit: id("c") });
});

test("follows an annotated tag to its commit", () => {
  expect(chooseRef(listing, "v2")).toEqual({ name: "refs/tags/v2", commit: id("e"), tag: id("d") });
});

test("finds refs that are neither branch nor tag, and nothing by a partial name", () => {
  expect(chooseRef(listing, "pull/1/head")).toMatchObject({ commit: id("f") });
  expect(chooseRef(listing, "bot")).toBeUndefined();
  expect(chooseRef("", undefined)).toBeUndefined();
});

test("recognizes full IDs of both kinds", () => {
  expect([id("a"), "b".repeat(64), "abc", id("g")].map(isCommitId)).toEqual([true, true, false, false]);
});
