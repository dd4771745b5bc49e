import { expect, test } from "vitest";
import type { ContainerConfig, HistoryEntry } from "#contract/image.ts";
import { configAtLayer } from "./configAtLayer.ts";

function configAt(layer: number, config: ContainerConfig, history: HistoryEntry[]): ContainerConfig {
  const layers = history.filter(({ empty_layer: isEmpty }) => isEmpty !== true).length;
  const image = {
    config: { architecture: "amd64", os: "linux", config, history, rootfs: { type: "layers" as const, diff_ids: [] } },
    layers: Array.from({ length: layers }, () => ({
      diffId: `sha256:${"0".repeat(64)}` as const,
      size: 0,
      entries: [],
    })),
    baseLayers: 0,
    provenance: [],
  };
  return configAtLayer(image, layer);
}

const row = (text: string): HistoryEntry => ({ created_by: text });
const empty = (text: string): HistoryEntry => ({ created_by: text, empty_layer: true });

const HISTORY = [
  row("/bin/sh -c #(nop) ADD file:1 in / "),
  empty("/bin/sh -c #(nop)  ENV PATH=/bin B=two words"),
  row("RUN /bin/sh -c one # buildkit"),
  row("WORKDIR /early"),
  empty("ENV A=1 B=last"),
  empty("USER web"),
  row("RUN |1 X=y /bin/sh -c two # buildkit"),
  row("WORKDIR /late"),
  empty("ENV A=2"),
  row("COPY a / # buildkit"),
];
const CONFIG = { Env: ["PATH=/bin", "B=last", "A=2", "UNKNOWN=1"], WorkingDir: "/late", User: "web", Cmd: ["sh"] };

test.each([
  [0, { Env: ["UNKNOWN=1"], WorkingDir: "", User: "" }],
  [1, { Env: ["PATH=/bin", "B=two words", "UNKNOWN=1"], WorkingDir: "", User: "" }],
  [2, { Env: ["PATH=/bin", "B=two words", "UNKNOWN=1"], WorkingDir: "/early", User: "" }],
  [3, { Env: ["PATH=/bin", "B=last", "A=1", "UNKNOWN=1"], WorkingDir: "/early", User: "web" }],
  [5, { Env: ["PATH=/bin", "B=last", "A=2", "UNKNOWN=1"], WorkingDir: "/late", User: "web" }],
])("takes back what rows after layer %i set", (layer, expected) => {
  expect(configAt(layer, CONFIG, HISTORY)).toEqual({ Cmd: ["sh"], ...expected });
});

test("without a history, it is the image's", () => {
  expect(configAt(0, CONFIG, [])).toEqual(CONFIG);
});
