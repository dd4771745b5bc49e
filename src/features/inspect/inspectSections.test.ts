import { describe, expect, it } from "vitest";
import { digestOf } from "../../state/build/buildFixture.ts";
import { inspectSections } from "./inspectSections.ts";

const sections = inspectSections({
  Id: digestOf("1"),
  RepoTags: ["web:dev", "web:latest"],
  Size: 142_600_000,
  Author: "",
  Config: {
    Cmd: ["/bin/sh", "-c", "x"],
    Entrypoint: null,
    Env: ["PATH=/bin", "A=1"],
    ExposedPorts: { "80/tcp": {} },
    Labels: { a: "b" },
    Healthcheck: { Test: ["CMD", "true"], Interval: 30_000_000_000 },
  },
  RootFS: { Type: "layers", Layers: [digestOf("2")] },
});

function field(name: string) {
  return sections.flatMap(({ fields, unset }) => [...fields, ...unset]).find((one) => one.name === name);
}

describe("the readable inspect view", () => {
  it("has what a container gets first, then the image, then its layers", () => {
    expect(sections.map(({ title }) => title)).toEqual(["Container", "Image", "File system"]);
  });

  const textsOf = (name: string) => field(name)?.values.map(({ text }) => text);

  it("shows lists line by line, maps as keys and values, commands as stored", () => {
    expect(textsOf("Env")).toEqual(["PATH=/bin", "A=1"]);
    expect(textsOf("Labels")).toEqual(["a = b"]);
    expect(textsOf("ExposedPorts")).toEqual(["80/tcp"]);
    expect(textsOf("Cmd")).toEqual(['["/bin/sh","-c","x"]']);
  });

  it("gives numbers their unit", () => {
    expect(textsOf("Size")).toEqual(["142.6 MB"]);
    expect(textsOf("Healthcheck")).toContain("Interval = 30 s");
  });

  it("puts unset fields last", () => {
    expect(sections[0]?.unset.map(({ name }) => name)).toEqual(["Entrypoint"]);
    expect(field("Author")?.values).toEqual([]);
  });

  it("knows the place of each value, and asks for a variable by its name", () => {
    expect(field("Env")?.values[1]).toEqual({ text: "A=1", path: ["Config", "Env", 1], key: "Config\0Env\0A" });
    expect(field("Labels")?.values[0]).toMatchObject({ path: ["Config", "Labels", "a"], key: "Config\0Labels\0a" });
    expect(field("Cmd")?.values[0]).toMatchObject({ path: ["Config", "Cmd"] });
    expect(new Set(field("Healthcheck")?.values.map(({ key }) => key))).toEqual(new Set(["Config\0Healthcheck"]));
  });

  it("explains every field that Docker prints", () => {
    const unexplained = sections
      .flatMap(({ fields, unset }) => [...fields, ...unset])
      .filter((one) => !one.explanation);
    expect(unexplained).toEqual([]);
  });
});
