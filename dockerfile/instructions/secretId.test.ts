import { expect, it } from "vitest";
import { parseDockerfile } from "./parseDockerfile.ts";
import { mountedSecrets } from "./secretId.ts";

const secretsOf = (...runs: string[]) => mountedSecrets(parseDockerfile(`FROM busybox\n${runs.join("\n")}\n`));

it("finds each secret that a RUN mounts once, by its id, source, or target", () => {
  const mounts = ["id=a", "source=b", "src=b", "target=/run/secrets/c", "id=e,target=/f,env=G", "id=a,env=H"];
  expect(secretsOf(...mounts.map((mount) => `RUN --mount=type=secret,${mount} true`))).toEqual(["a", "b", "c", "e"]);
});

it("leaves out other mounts, and names that only a build knows", () => {
  expect(secretsOf("RUN --mount=type=cache,id=a,target=/a --mount=type=secret,id=$ID true")).toEqual([]);
});

it("finds the secrets of every stage", () => {
  const text = "FROM busybox AS a\nRUN --mount=type=secret,id=one true\nFROM a\nRUN --mount=type=secret,id=two true\n";
  expect(mountedSecrets(parseDockerfile(text))).toEqual(["one", "two"]);
});
