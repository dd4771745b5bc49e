import { beforeEach, expect, it } from "vitest";
import { forgetSharedSecrets, giveSecretsTo, secretsIn, secretValues, setSecrets, useSecrets } from "./secrets.ts";

const token = [{ name: "token", value: "one\ntwo" }];
const secretsOf = (workspace?: string) => secretsIn(useSecrets.getState().of, workspace);

beforeEach(() => useSecrets.setState(useSecrets.getInitialState(), true));

it("belong to one workspace, and no other has them", () => {
  setSecrets("mine", token);
  expect(secretsOf("mine")).toEqual(token);
  expect(secretsOf("another")).toEqual([]);
});

it("go with a shared copy to the workspace it becomes, and not to the next copy", () => {
  setSecrets(undefined, token);
  giveSecretsTo("fork");
  expect([secretsOf("fork"), secretsOf()]).toEqual([token, []]);
  setSecrets(undefined, token);
  forgetSharedSecrets();
  expect(secretsOf()).toEqual([]);
});

it("reach a build once they have an ID and a value, as they were typed", () => {
  expect(secretValues([...token, { name: "", value: "x" }, { name: "empty", value: "" }])).toEqual({
    token: "one\ntwo",
  });
  expect(secretValues([{ name: "empty", value: "" }])).toBeUndefined();
});
