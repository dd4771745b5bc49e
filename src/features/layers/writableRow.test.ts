import { expect, it } from "vitest";
import type { Container } from "#contract/container.ts";
import { rowName } from "./rowName.ts";
import { writableRow } from "./writableRow.ts";

const container: Container = {
  id: "a".repeat(64),
  name: "web",
  image: { id: `sha256:${"0".repeat(64)}`, ref: "web:1" },
  argv: ["sh"],
  spec: { image: "web:1" },
  createdAt: 1,
  state: { phase: "running", startedAt: 2, paused: false },
  restarts: 0,
  ports: [],
  volumes: [],
};

it("a writable layer is a slab with what it holds, empty until it was counted", () => {
  const writable = { bytes: 4100, added: 2, changed: 1, deleted: 3 };
  expect(writableRow({ ...container, writable })).toMatchObject({
    kind: "slab",
    size: 4100,
    changes: { added: 2, changed: 1, deleted: 3 },
  });
  expect(writableRow(container)).toMatchObject({ size: 0, changes: { added: 0 } });
});

it("its name says what it is, whose, and how many files it changes", () => {
  const writable = { bytes: 4100, added: 2, changed: 1, deleted: 3 };
  expect(rowName(writableRow({ ...container, writable }))).toBe(
    "Writable layer of web, running, 4.1 kB, 2 added, 1 changed, 3 deleted",
  );
});
