import { describe, expect, it } from "vitest";
import { checkDockerfile } from "./checkDockerfile.ts";
import { withoutEchoes } from "./withoutEchoes.ts";

const codes = (text: string) => withoutEchoes(checkDockerfile(text)).map(({ code }) => code);

describe("an invalid image name", () => {
  it("is reported once, not also as the default of an ARG that does not exist", () => {
    expect(codes("FROM python:\n")).toEqual(["base-name"]);
  });

  it("is also blamed on the default of an ARG if it has one", () => {
    expect(codes("ARG TAG=\nFROM busybox:$TAG\n")).toEqual(["base-name", "InvalidDefaultArgInFrom"]);
  });
});
