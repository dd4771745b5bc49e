import { describe, expect, it } from "vitest";
import type { ContainerConfig, HistoryEntry } from "#contract/image.ts";
import { fieldRows } from "./fieldRows.ts";

const row = (text: string): HistoryEntry => ({ created_by: text });
const empty = (text: string): HistoryEntry => ({ created_by: text, empty_layer: true });

function rowsOf(config: ContainerConfig, history: HistoryEntry[], author?: string): Record<string, number> {
  const layers = history.filter(({ empty_layer: isEmpty }) => isEmpty !== true);
  const diffIds = layers.map((_, index) => `sha256:${`${index}`.repeat(64)}` as const);
  const image = {
    config: {
      ...{ architecture: "amd64", os: "linux", config, history, ...(author && { author }) },
      rootfs: { type: "layers" as const, diff_ids: diffIds },
    },
    layers: diffIds.map((diffId) => ({ diffId, size: 0, entries: [] })),
    baseLayers: 0,
    provenance: [],
  };
  return Object.fromEntries(fieldRows(image).map(({ field, row: index }) => [field.join(" "), index]));
}

describe("what set a field of an image", () => {
  it("is the last instruction for a command, a folder, and a user", () => {
    const history = [empty('CMD ["a"]'), row("WORKDIR /a"), empty("USER web"), empty('CMD ["b"]'), row("WORKDIR /b")];
    expect(rowsOf({ Cmd: ["b"], WorkingDir: "/b", User: "web", Shell: ["/bin/sh"] }, history)).toEqual({
      "Config Cmd": 3,
      "Config User": 2,
      "Config WorkingDir": 4,
      "RootFS Layers 0": 1,
      "RootFS Layers 1": 4,
    });
  });

  it("is told for each variable and label, also those of the classic builder", () => {
    const history = [
      empty("/bin/sh -c #(nop)  ENV PATH=/bin A=1"),
      empty("ENV A=two words B=3"),
      empty("LABEL org.x/y=1 z=2"),
    ];
    const config = { Env: ["PATH=/bin", "A=two words", "B=3", "UNKNOWN=1"], Labels: { "org.x/y": "1", other: "" } };
    expect(rowsOf(config, history)).toEqual({
      "Config Env PATH": 0,
      "Config Env A": 1,
      "Config Env B": 1,
      "Config Labels org.x/y": 2,
    });
  });

  it("is found for ports, whole ranges of them, and volumes, however they are printed", () => {
    const history = [
      empty("EXPOSE [80/tcp 90-92/udp]"),
      empty("EXPOSE map[443/tcp:{}]"),
      empty("VOLUME [/data /logs]"),
    ];
    const config = { ExposedPorts: { "80/tcp": {}, "91/udp": {}, "443/tcp": {} }, Volumes: { "/logs": {} } };
    expect(rowsOf(config, history)).toEqual({
      "Config ExposedPorts 80/tcp": 0,
      "Config ExposedPorts 91/udp": 0,
      "Config ExposedPorts 443/tcp": 1,
      "Config Volumes /logs": 2,
    });
  });

  it("is the MAINTAINER for the author, and an ONBUILD for its trigger", () => {
    const history = [empty("MAINTAINER Ada"), empty("ONBUILD RUN make"), empty("ONBUILD COPY . .")];
    expect(rowsOf({ OnBuild: ["RUN make", "COPY . ."] }, history, "Ada")).toEqual({
      "Config OnBuild 0": 1,
      "Config OnBuild 1": 2,
      Author: 0,
    });
  });

  it("is nothing without a history", () => {
    expect(rowsOf({ Env: ["A=1"], Cmd: ["sh"] }, [])).toEqual({});
  });

  it("is found at once for an image with very many labels and instructions", () => {
    const history = Array.from({ length: 1000 }, (_, at) => empty(`LABEL ${`l${at}=1 `.repeat(300)}`));
    const labels = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`l${at}`, "1"]));
    const start = performance.now();
    expect(rowsOf({ Labels: labels }, history)["Config Labels l999"]).toBe(999);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
