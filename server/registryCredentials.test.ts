import { expect, test } from "vitest";
import { parseCredentials, readCredentials } from "./registryCredentials.ts";

const auth = Buffer.from("me:pass:word").toString("base64");

test("the format of docker login is accepted, also Docker Hub's old name", () => {
  const text = JSON.stringify({
    auths: { "https://index.docker.io/v1/": { auth }, "localhost:5000": { auth }, helped: {} },
  });
  const me = { username: "me", password: "pass:word" };
  expect(parseCredentials(text)).toEqual({ "docker.io": me, "localhost:5000": me });
});

test("a plain name and password are accepted", () => {
  const text = JSON.stringify({ auths: { "ghcr.io": { username: "me", password: "x" } } });
  expect(parseCredentials(text)).toEqual({ "ghcr.io": { username: "me", password: "x" } });
});

test("an invalid file is named, without its content", () => {
  expect(() => readCredentials("/nowhere/config.json")).toThrow(
    "STRATA_REGISTRY_AUTH=/nowhere/config.json can't be read: ENOENT",
  );
});
