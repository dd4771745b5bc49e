import { expect, test } from "vitest";
import type { Stack } from "#contract/image.ts";
import { digestOf, layerOf, provenanceOf, stackRow } from "../../state/build/buildFixture.ts";
import { mountsOfLayer } from "./runMounts.ts";

const dockerfileText = `FROM busybox
RUN --mount=type=secret,id=npmrc,dst=/root/.npmrc \\
    --mount=type=cache,target=/root/.cache --mount=type=cache,dst=/var/cache npm ci
COPY . .
RUN true
`;

const stack: Stack = {
  image: digestOf("1"),
  source: { build: "b", dockerfile: "Dockerfile", dockerfileText },
  tags: [],
  size: 0,
  ownSize: 0,
  dead: 0,
  rows: [
    stackRow("FROM", "busybox", { layer: layerOf(0, 1), base: true }),
    stackRow("RUN", "npm ci", { layer: layerOf(1, 1), provenance: provenanceOf("s1", "RUN", 1) }),
    stackRow("COPY", ". .", { layer: layerOf(2, 1), provenance: provenanceOf("s2", "COPY", 3) }),
    stackRow("RUN", "true", { layer: layerOf(3, 1), provenance: provenanceOf("s3", "RUN", 4) }),
  ],
};

test("a RUN's secrets and caches are told apart from what it stores", () => {
  expect(mountsOfLayer(stack, 1)).toEqual([
    { kind: "secret", name: "npmrc" },
    { kind: "cache", name: "/root/.cache" },
    { kind: "cache", name: "/var/cache" },
  ]);
});

test.each([0, 2, 3])("layer %i was made without mounts", (layer) => {
  expect(mountsOfLayer(stack, layer)).toEqual([]);
});

test("without the text that was built, nothing is said", () => {
  const { source: _source, ...unknown } = stack;
  expect(mountsOfLayer(unknown, 1)).toEqual([]);
});
