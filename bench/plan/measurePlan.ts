import { type Forecast, forecastSchema, type PlanRequest } from "#contract/plan.ts";
import { tenSteps, twoHundredFiles } from "../cases.ts";
import { median } from "../median.ts";
import { startStrata } from "../strata.ts";

const WARM_UP = 20;

interface PlanCase {
  readonly name: string;
  /** What is asked the `serial`-th time, of what was built. */
  readonly ask: (built: PlanRequest, serial: number) => PlanRequest;
  /** How many steps must run: a plan that is fast and wrong is no plan. */
  readonly runs: number;
}

const cases: readonly PlanCase[] = [
  { name: "the same", ask: (built) => built, runs: 0 },
  {
    name: "the last RUN typed in",
    ask: (built, serial) => ({
      ...built,
      dockerfileText: built.dockerfileText?.replace("wc -l", `wc -l -c ${serial} `) ?? "",
    }),
    runs: 1,
  },
  {
    name: "one of 200 files typed in",
    ask: (built, serial) => ({
      ...built,
      contextChanges: { files: [{ path: "src/file7.txt", text: `typed ${serial}` }] },
    }),
    runs: 5,
  },
];

async function send(url: string, body: unknown): Promise<Response> {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(body), headers });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

/** Builds the ten steps of the other cases, so that all is kept. */
async function build(base: string): Promise<PlanRequest> {
  const files = Object.entries(twoHundredFiles()).map(([path, text]) => ({ path, text }));
  const { digest } = await (await send(`${base}/api/contexts`, { files })).json();
  const request = { context: digest, dockerfileText: tenSteps({ first: `plan-${Date.now()}`, last: "1" }) };
  const { id } = await (await send(`${base}/api/builds`, request)).json();
  const events = await (await fetch(`${base}/api/builds/${id}/events`)).text();
  if (!events.includes('"state":"done","at"')) throw new Error(`the build failed: ${events.slice(-500)}`);
  return request;
}

function stepsThatRun({ steps }: Forecast): number {
  return steps.filter(({ outlook }) => outlook === "runs" || outlook === "may-run").length;
}

async function measureCase(base: string, built: PlanRequest, { name, ask, runs: expected }: PlanCase, runs: number) {
  const total: number[] = [];
  const inServer: number[] = [];
  for (let serial = -WARM_UP; serial < runs; serial++) {
    const question = ask(built, serial + WARM_UP);
    const start = performance.now();
    const answer = await send(`${base}/api/plan`, question);
    const text = await answer.text();
    const took = performance.now() - start;
    const run = stepsThatRun(forecastSchema.parse(JSON.parse(text)));
    if (run !== expected) throw new Error(`${name}: ${run} steps would run, not ${expected}`);
    if (serial < 0) continue;
    total.push(took);
    inServer.push(Number(/dur=([\d.]+)/.exec(answer.headers.get("server-timing") ?? "")?.[1]));
  }
  return `| ${name} | ${timesText(total)} | ${timesText(inServer)} |`;
}

function timesText(times: readonly number[]): string {
  return `${median(times).toFixed(2)} ms (${Math.min(...times).toFixed(2)}–${Math.max(...times).toFixed(2)})`;
}

/** Asks what the next build would redo, after a build of the ten steps of two stages; HTTP is of a client on the same machine. */
export async function measurePlan(runs: number): Promise<void> {
  const { base, close } = await startStrata();
  try {
    const built = await build(base);
    console.log(`Median of ${runs} plans (fastest–slowest) after ${WARM_UP} to warm up.\n`);
    console.log("| plan of ten steps, 200 files, after a build | over HTTP | in the server |\n|---|---|---|");
    for (const each of cases) console.log(await measureCase(base, built, each, runs));
    console.log("");
  } finally {
    await close();
  }
}
