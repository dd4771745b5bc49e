import { afterEach, expect, test } from "vitest";
import type { BuildRequest } from "#contract/build.ts";
import type { Lack } from "#contract/builderChoice.ts";
import { ScriptedBuilder } from "../scriptedBuilder.ts";
import { type OpenPool, openPool } from "./poolFixture.ts";

let pool: OpenPool;
afterEach(() => pool.close());

const SYNTAX: Lack = { code: "syntax", value: "docker/dockerfile:labs" };
const NEEDS_SYNTAX: BuildRequest = { dockerfileText: "# syntax=docker/dockerfile:labs\nFROM a" };

const at = { line: 0, character: 0 };
const STAGE = { index: 0, from: "busybox", range: { start: at, end: at }, reachable: true };

/** One that lacks what a `# syntax` line asks for. */
function embeddedBuilder(): ScriptedBuilder {
  const embedded = new ScriptedBuilder();
  embedded.lacks = async ({ request }) => (request.dockerfileText?.startsWith("# syntax") ? SYNTAX : undefined);
  return embedded;
}

const buildkit = (id = "kit") => new ScriptedBuilder({ id });

test("auto takes the embedded builder for what it can do", async () => {
  pool = openPool([embeddedBuilder(), buildkit()]);
  expect(pool.buildOf(await pool.start()).assignment).toEqual({ builder: "embedded", code: "standard" });
  expect(pool.buildOf(await pool.start({ builder: "auto" })).assignment).toEqual({
    builder: "embedded",
    code: "asked",
  });
});

test("auto takes BuildKit for what the embedded builder lacks, and says what that is", async () => {
  pool = openPool([embeddedBuilder(), buildkit()]);
  const id = await pool.start(NEEDS_SYNTAX);
  expect(pool.buildOf(id).assignment).toEqual({ builder: "kit", code: "lack", lack: SYNTAX, instead: "embedded" });
});

test("a build gets the builder that it names", async () => {
  pool = openPool([embeddedBuilder(), buildkit("one"), buildkit("two")]);
  for (const builder of ["one", "two", "embedded"])
    expect(pool.buildOf(await pool.start({ builder })).assignment).toEqual({ builder, code: "asked" });
});

test("buildkit is any of BuildKit's builders", async () => {
  pool = openPool([embeddedBuilder(), buildkit("one"), buildkit("two")]);
  expect(["one", "two"]).toContain(pool.buildOf(await pool.start({ builder: "buildkit" })).assignment?.builder);
});

test("what the operator chose is taken if a request names nothing", async () => {
  pool = openPool([embeddedBuilder(), buildkit()], { standard: "kit" });
  expect(pool.buildOf(await pool.start()).assignment).toEqual({ builder: "kit", code: "standard" });
});

test("if no builder has it, the problem names it and the two ways out", async () => {
  pool = openPool([embeddedBuilder()]);
  const { state, problem } = await pool.ended(await pool.start(NEEDS_SYNTAX));
  expect(state).toBe("failed");
  expect(problem?.detail).toBe(
    "The Dockerfile needs the frontend docker/dockerfile:labs, which only BuildKit can run.",
  );
  expect(problem?.next).toBe("Remove the # syntax line, or add a BuildKit builder, as docs/operating.md says.");
});

test("if only the named builder lacks it, the problem says that auto has it", async () => {
  pool = openPool([embeddedBuilder(), buildkit()]);
  const { problem } = await pool.ended(await pool.start({ ...NEEDS_SYNTAX, builder: "embedded" }));
  expect(problem?.next).toBe('Remove the # syntax line, or choose the builder "auto".');
});

test("an unknown builder is refused at once, with the names of those there are", () => {
  pool = openPool([embeddedBuilder(), buildkit()]);
  expect(() => pool.builds.start("w", { builder: "other" })).toThrow(
    expect.objectContaining({
      problem: expect.objectContaining({ next: "Available builders: embedded, kit, auto." }),
    }),
  );
});

test("a live build goes to the one that can tell what it would run", async () => {
  const embedded = embeddedBuilder();
  embedded.plan = async () => ({ stages: [], steps: [] });
  pool = openPool([embedded, buildkit()]);
  const id = await pool.start({ live: "quick" });
  expect(pool.buildOf(id).assignment?.builder).toBe("embedded");
  expect(() => pool.builds.start("w", { live: "quick", builder: "kit" })).toThrow("can't build live");
});

test("with one builder, nothing is chosen, so nothing is told of it", async () => {
  pool = openPool([embeddedBuilder()]);
  const id = await pool.start();
  expect(pool.buildOf(id)).toMatchObject({ state: "running" });
  expect(pool.eventsSoFar(id)).toEqual([]);
});

test("a build that is canceled before it is known who can do it never starts", async () => {
  const [embedded, kit] = [embeddedBuilder(), buildkit()];
  pool = openPool([embedded, kit]);
  const id = pool.builds.start("w", {});
  pool.builds.cancel("w", id);
  expect((await pool.ended(id)).state).toBe("canceled");
  await pool.start();
  expect(embedded.started).toHaveLength(1);
});

const ATTESTED: BuildRequest = { attestations: { sbom: true } };
const NO_SBOM: Lack = { code: "attestations", value: "sbom" };

/** One of BuildKit's whose engine makes no attestations. */
function plainKit(id: string): ScriptedBuilder {
  const kit = buildkit(id);
  kit.lacks = async ({ request }) => (request.attestations?.sbom === true ? NO_SBOM : undefined);
  return kit;
}

test("of BuildKit's builders, one that has what a build needs gets it; if none has, one of them says what it lacks", async () => {
  pool = openPool([plainKit("plain"), buildkit("able")]);
  for (const workspace of ["a", "b", "c", "d"]) {
    const { assignment } = pool.buildOf(await pool.start({ ...ATTESTED, workspace, builder: "buildkit" }));
    expect(assignment?.builder).toBe("able");
  }
  expect(pool.buildOf(await pool.start({ ...ATTESTED, builder: "plain" })).assignment?.builder).toBe("plain");
});

test("before a build, it is known who would get it, and who of the other kind could do it too", async () => {
  const lacking = embeddedBuilder();
  pool = openPool([lacking, plainKit("plain"), buildkit("able")]);
  const outlook = (request: BuildRequest) => pool.builds.outlook("w", request);
  const standard = { builder: "embedded", code: "standard" };
  expect(await outlook(ATTESTED)).toEqual({ assignment: standard, second: { builder: "able" } });
  const { assignment, second } = await outlook(NEEDS_SYNTAX);
  expect(assignment).toMatchObject({ code: "lack", lack: SYNTAX, instead: "embedded" });
  expect(second).toEqual({ builder: "embedded", lack: SYNTAX });
  expect(await outlook({ builder: "able" })).toEqual({
    ...{ assignment: { builder: "able", code: "asked" }, second: { builder: "embedded" } },
  });
  expect(lacking.started).toEqual([]);
});

test("without a builder of the other kind that can do it, the outlook says what one lacks", async () => {
  pool = openPool([embeddedBuilder(), plainKit("plain")]);
  expect((await pool.builds.outlook("w", ATTESTED)).second).toEqual({ builder: "plain", lack: NO_SBOM });
});

test("without any builder that can do it, the outlook is the problem that the build would have", async () => {
  pool = openPool([embeddedBuilder()]);
  const { problem, ...rest } = await pool.builds.outlook("w", NEEDS_SYNTAX);
  expect(problem?.detail).toContain("needs the frontend docker/dockerfile:labs");
  expect(rest).toEqual({});
});

test("a forecast is of the builder that would get the build", async () => {
  const kits = ["one", "two", "three"].map(buildkit);
  for (const kit of kits) kit.plan = async () => ({ stages: [{ ...STAGE, name: kit.id }], steps: [] });
  pool = openPool(kits);
  for (const workspace of ["a", "b", "c", "d"]) {
    const { assignment } = pool.buildOf(await pool.start({ workspace }));
    const { stages } = await pool.builds.plan("w", { workspace }, new AbortController().signal);
    expect(stages[0]?.name).toBe(assignment?.builder);
  }
});
