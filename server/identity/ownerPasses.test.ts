import { expect, it } from "vitest";
import { OwnerPasses } from "./ownerPasses.ts";

it("a pass is good for its owner on the server that made it, and for nothing else", () => {
  const passes = new OwnerPasses();
  const [ann, bob] = [passes.of("ann"), passes.of("bob")];
  expect([ann, bob].map((pass) => passes.ownerOf(pass))).toEqual(["ann", "bob"]);
  const [name] = ann.split(".");
  const [, proof] = bob.split(".");
  for (const forged of [`${name}.${proof}`, `${name}.`, `${name}`, "", ".", new OwnerPasses().of("ann")]) {
    expect(passes.ownerOf(forged)).toBeUndefined();
  }
});
