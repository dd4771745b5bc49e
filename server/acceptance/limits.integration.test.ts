import { afterAll, beforeAll, expect, it } from "vitest";
import type { Digest } from "#contract/names/digest.ts";
import type { ProblemCode } from "#contract/problem.ts";
import { routes } from "#contract/routes.ts";
import { type RunningServer, spawnServer } from "./runningServer.ts";
import type { FinishedBuild } from "./serverClient.ts";

let server: RunningServer;

beforeAll(async () => {
  server = await spawnServer({
    env: {
      STRATA_BUILD_CPU_SECONDS: "2",
      STRATA_BUILD_MEMORY: "150MB",
      STRATA_BUILD_DISK: "50MB",
      STRATA_BUILD_OUTPUT: "1MB",
    },
  });
});

afterAll(() => server.stop());

const build = (...lines: string[]): Promise<FinishedBuild> => server.build({ dockerfileText: `${lines.join("\n")}\n` });

/** Stages that do not depend on each other, and so run side by side, with the same command each. */
function stages(count: number, command: string): string[] {
  const numbers = Array.from({ length: count }, (_, index) => index);
  const each = numbers.flatMap((index) => [`FROM busybox AS s${index}`, `RUN ${command}; echo ${index} > /done`]);
  return [...each, "FROM scratch", ...numbers.map((index) => `COPY --from=s${index} /done /${index}`)];
}

function expectProblem({ finished, log }: FinishedBuild, code: ProblemCode, instruction: string): void {
  expect(finished.problem, log).toMatchObject({ code, instruction });
  expect(finished.problem?.next).toContain("operator");
}

it("one command that uses too much CPU time fails its build", async () => {
  expectProblem(await build("FROM busybox", "RUN while :; do :; done"), "build/cpu", "RUN");
});

it("consecutive commands share the CPU time", async () => {
  const busy = (mark: number) => `RUN i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo ${mark}`;
  const { finished, events } = await build("FROM busybox", ...[1, 2, 3, 4, 5, 6, 7, 8].map(busy));
  expect(finished).toMatchObject({ problem: { code: "build/cpu" } });
  expect(events.filter((event) => event.type === "step" && event.state === "done").length).toBeGreaterThanOrEqual(2);
});

it("parallel commands get no more memory than one, whether they share it or take turns", async () => {
  const health = await (await server.fetch(routes.health())).text();
  const shared = !health.includes('"limitedBy":"watching"');
  const { finished, log } = await build(...stages(3, "dd if=/dev/zero bs=80M count=1 | sleep 1"));
  expect(finished.problem?.code, log).toBe(shared ? "build/memory" : undefined);
});

it("consecutive steps can write no more than one", async () => {
  const write = (name: string) => `RUN dd if=/dev/urandom of=/${name} bs=1M count=20`;
  expectProblem(await build("FROM busybox", write("a"), write("b"), write("c")), "build/disk", "RUN");
});

it("repeated copies of the same file count", async () => {
  const context = (await server.context({ big: "x".repeat(20_000_000) })) as Digest;
  const copies = ["a", "b", "c"].map((name) => `COPY big /${name}`);
  const dockerfileText = ["FROM busybox", ...copies, ""].join("\n");
  const { finished } = await server.build({ dockerfileText, context });
  expect(finished.problem).toMatchObject({ code: "build/disk", instruction: "COPY", range: { start: { line: 3 } } });
});

it("writes to cache mounts count", async () => {
  const write = (id: string) => `RUN --mount=type=cache,id=${id},target=/c dd if=/dev/urandom of=/c/f bs=1M count=20`;
  expectProblem(await build("FROM busybox", write("a"), write("b"), write("c")), "build/disk", "RUN");
});

it("parallel commands can print no more than one", async () => {
  expectProblem(await build(...stages(3, "yes | head -c 600000")), "build/output", "RUN");
});

it("leaves earlier images and the next build intact", async () => {
  const { finished, log } = await build("FROM busybox", "RUN echo fine");
  expect(finished.state, log).toBe("done");
});
