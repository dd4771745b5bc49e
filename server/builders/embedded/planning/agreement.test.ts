import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, it } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import type { RunningEvent } from "../../builder.ts";
import { disagreements } from "../../forecast/agreementFixture.ts";
import { openTestEngine } from "../engine/engineFixture.ts";
import { runBuild } from "../engine/runBuild.ts";
import { forecast } from "./forecast.ts";

/** Everything that a person changes between two builds. */
interface World {
  readonly files: Readonly<Record<string, { readonly text: string; readonly mode: number }>>;
  readonly lines: readonly string[];
  readonly request: Partial<BuildRequest>;
}

/** An edit of any kind; `pick` says where, `value` the new value. */
interface Edit {
  readonly kind:
    | "text"
    | "mode"
    | "file"
    | "line"
    | "swap"
    | "insert"
    | "delete"
    | "argument"
    | "secret"
    | "target"
    | "noCache";
  readonly pick: number;
  readonly value: number;
}

const LINES = [
  "ARG BASE=busybox",
  "FROM $BASE AS build",
  "ARG V=1",
  "ENV E=$V",
  "WORKDIR /src",
  "COPY a.txt dir ./",
  "COPY --chmod=600 . /all",
  "RUN make",
  "RUN --mount=type=bind,target=/b,source=dir --mount=type=secret,id=key use",
  "FROM busybox AS tools",
  "RUN install",
  "FROM build AS more",
  "RUN more",
  "FROM scratch",
  "COPY --from=build /ran /from-build",
  "COPY --from=tools /ran /from-tools",
  "RUN --mount=type=bind,from=more,target=/m,source=ran last",
  "CMD x",
];

const START: World = {
  files: {
    "a.txt": { text: "a", mode: 0o644 },
    "dir/b.txt": { text: "b", mode: 0o644 },
    ".dockerignore": { text: "ignored\n", mode: 0o644 },
    ignored: { text: "i", mode: 0o644 },
  },
  lines: LINES,
  request: {},
};

const edits: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(
    "text",
    "mode",
    "file",
    "line",
    "swap",
    "insert",
    "delete",
    "argument",
    "secret",
    "target",
    "noCache",
  ),
  pick: fc.nat(97),
  value: fc.nat(2),
});

const NEW_LINES = ["RUN new", "WORKDIR /other", "ENV E=other", "LABEL l=1", "COPY a.txt /again"];

/** An image that does not exist would be requested from a registry. */
function edited(line: string, value: number): string {
  return line.includes("busybox") ? line : line.replace(/(\w+)$/, `$1${value}`);
}

function changed({ files, lines, request }: World, { kind, pick, value }: Edit): World {
  const at = pick % lines.length;
  const path = Object.keys(files)[pick % Object.keys(files).length] ?? "a.txt";
  const file = files[path] ?? { text: "", mode: 0o644 };
  const withFile = (change: Partial<typeof file>) => ({ ...files, [path]: { ...file, ...change } });
  switch (kind) {
    case "text":
      return {
        files: withFile({ text: path === ".dockerignore" ? `ignored\ndir/${value}*\n` : `${value}` }),
        lines,
        request,
      };
    case "mode":
      return { files: withFile({ mode: value === 0 ? 0o644 : 0o755 }), lines, request };
    case "file":
      return { files: { ...files, [`dir/new${pick % 3}`]: { text: `${value}`, mode: 0o644 } }, lines, request };
    case "line":
      return { files, lines: lines.with(at, edited(lines[at] ?? "", value)), request };
    case "swap":
      return { files, lines: lines.with(at, lines[0] ?? "").with(0, lines[at] ?? ""), request };
    case "insert":
      return { files, lines: lines.toSpliced(at, 0, NEW_LINES[(pick + value) % NEW_LINES.length] ?? ""), request };
    case "delete":
      return { files, lines: lines.toSpliced(at, 1), request };
    case "argument":
      return { files, lines, request: { ...request, buildArgs: { V: `${value}`, OTHER: `${pick}` } } };
    case "secret":
      return { files, lines, request: { ...request, secrets: { key: `${value}` } } };
    case "target":
      return { files, lines, request: { ...request, target: ["", "build", "more"][value] ?? "" } };
    case "noCache":
      return {
        files,
        lines,
        request: { ...request, noCache: value === 0, noCacheFilter: value === 1 ? ["tools"] : [] },
      };
  }
}

it("a plan predicts the build, whatever changed since the last one", { timeout: 120_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), "strata-agreement-"));
  const { engine, close } = openTestEngine(dir);
  const never = new AbortController().signal;
  let outcomes = 0;
  let workspaces = 0;

  async function check(workspace: string, { files, lines, request: more }: World): Promise<void> {
    const list = Object.entries(files).map(([path, file]) => ({ path, ...file }));
    const request = {
      context: engine.contexts.fromFiles(list).digest,
      dockerfileText: `${lines.join("\n")}\n`,
      ...more,
    };
    const planned = await forecast(engine, { workspace, request }, never);
    const events: RunningEvent[] = [];
    const finished = await runBuild(engine, { id: "b", workspace, request }, (event) => events.push(event), never);
    expect(disagreements(planned, events, finished)).toEqual([]);
    outcomes += planned.steps.length;
  }

  const property = fc.asyncProperty(fc.array(edits, { minLength: 1, maxLength: 6 }), async (sequence) => {
    const workspace = `w${workspaces++}`;
    let world = START;
    await check(workspace, world);
    for (const edit of sequence) {
      world = changed(world, edit);
      await check(workspace, world);
    }
  });
  try {
    await fc.assert(property, { numRuns: Number(process.env.STRATA_TEST_PLANS ?? 40) });
    expect(outcomes).toBeGreaterThan(500);
  } finally {
    close();
    rmSync(dir, { recursive: true, force: true });
  }
});
