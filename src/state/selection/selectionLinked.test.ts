import { afterEach, beforeEach, expect, it } from "vitest";
import { problem } from "#contract/problem.ts";
import { useBuild } from "../build/build.ts";
import { digestOf, emptyRun, layerOf, plannedStep, provenanceOf, stackOf, stackRow } from "../build/buildFixture.ts";
import { useImage } from "../image/image.ts";
import { connectLinks, useLinks } from "./selectionLinked.ts";

const BUILT = "FROM busybox\nRUN make\nRUN make test\n";
const source = (dockerfileText: string) => ({ dockerfile: "Dockerfile", dockerfileText });
const steps = ["FROM busybox", "RUN make", "RUN make test"].map((title, line) => ({
  ...plannedStep(`0.${line}`, title, line),
  state: "done" as const,
}));
const stack = stackOf(
  [
    stackRow("ADD", "rootfs", { base: true, layer: layerOf(0, 70) }),
    stackRow("RUN", "make", { layer: layerOf(1, 8_400_000), provenance: provenanceOf("0.1", "RUN", 1) }),
    stackRow("RUN", "make test", { layer: layerOf(2, 12), provenance: provenanceOf("0.2", "RUN", 2) }),
  ],
  { source: { build: "one", ...source(BUILT) } },
);

let text = BUILT;
let disconnect = () => {};
beforeEach(() => {
  text = BUILT;
  useBuild.setState({ build: { phase: "idle" } });
  useImage.setState({ facts: {} }, true);
  disconnect = connectLinks({ get: () => text, subscribe: () => () => undefined });
});
afterEach(() => disconnect());

function build(run: { id: string; text?: string }): void {
  const image = { id: stack.image, tags: [] };
  const known = run.text === undefined ? {} : { source: source(run.text) };
  useBuild.setState({ build: { phase: "done", run: { ...emptyRun(run.id), ...known, steps }, finishedAt: 9, image } });
  useImage.setState({
    shown: stack.image,
    facts: { [stack.image]: { stack: { phase: "ready", value: stack }, layerFiles: {} } },
  });
}

function failLater(failedText: string): void {
  text = failedText;
  const titles = failedText.trim().split("\n");
  const failedSteps = titles.map((title, line) => ({
    ...plannedStep(`0.${line}`, title, line),
    state: "done" as const,
  }));
  const run = { ...emptyRun("two"), source: source(failedText), steps: failedSteps };
  const why = problem("build/run-failed", "exit code: 1");
  useBuild.setState({ build: { phase: "failed", run, finishedAt: 12, problem: why, failedStep: "0.2" } });
}

const sizeAt = (line: number) => useLinks.getState().notes.find((note) => note.line === line)?.size;

it("a line has the size of the layer that was built from it", () => {
  build({ id: "one", text: BUILT });
  expect([sizeAt(0), sizeAt(1), sizeAt(2)]).toEqual([70, 8_400_000, 12]);
});

it("a step of a failed build does not have the size of the previous image's layer at its place", () => {
  build({ id: "one", text: BUILT });
  failLater("FROM busybox\nWORKDIR /srv\nRUN false\n");
  expect(sizeAt(1)).toBeUndefined();
  expect(useLinks.getState().links.find(({ id }) => id === "0.1")?.rows).toEqual([]);
  expect(useLinks.getState().imageSteps).toBe(steps);
});

it("no line has a size in a browser without the built text", () => {
  text = "# a comment\n\nFROM busybox\n";
  build({ id: "one" });
  expect(useLinks.getState().notes).toEqual([]);
});

it("a build that fails before its first step leaves the links of the image unchanged", () => {
  build({ id: "one", text: BUILT });
  const before = useLinks.getState();
  const run = { ...emptyRun("two"), source: source(BUILT) };
  useBuild.setState({ build: { phase: "failed", run, finishedAt: 12, problem: problem("dockerfile/syntax", "x") } });
  expect(useLinks.getState().links).toEqual(before.links);
  expect(useLinks.getState().notes).toEqual(before.notes);
});

it("an image that was built again from another text is linked by that text", () => {
  build({ id: "one", text: BUILT });
  text = `# a comment\n${BUILT}`;
  useBuild.setState({ build: { phase: "queued", run: emptyRun("two") } });
  expect(useLinks.getState().links.map(({ lines }) => lines?.start)).toEqual([1, 2, 3]);
  expect(digestOf("a")).toBe(stack.image);
});
