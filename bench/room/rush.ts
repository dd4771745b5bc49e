import type { Build } from "#contract/build.ts";
import type { BuildEvent } from "#contract/buildEvent.ts";
import { routes } from "#contract/routes.ts";
import type { Figures } from "../figures.ts";
import { Browser } from "./browser.ts";
import { Learner } from "./learner.ts";
import { openRoom } from "./openRoom.ts";

const LEARNERS = 100;
/** Learners who press twice while others have not pressed yet: with them, the queue is as full as it may be by default. */
const IMPATIENT: ReadonlySet<number> = new Set([50, 51]);

interface Prepared {
  readonly learner: Learner;
  /** Starts a build. Its ID. */
  readonly press: () => Promise<string>;
}

interface Started {
  readonly learner: Learner;
  readonly id: string;
  readonly isFirst: boolean;
}

/** A hundred learners press Build at once. */
export async function measureRush(url: string, figures: Figures): Promise<void> {
  const teacher = new Browser(url);
  const { code } = await openRoom(teacher, { kind: "lesson", lesson: "first-dockerfile" }, LEARNERS);
  const learners = Array.from({ length: LEARNERS }, (_, index) => new Learner(url, `Rush ${index + 1}`));
  await Promise.all(learners.map((learner) => learner.join(code)));
  const ready: Prepared[] = [];
  for (const learner of learners)
    ready.push({ learner, press: await learner.prepare(await learner.files(learner.name)) });
  const start = performance.now();
  const started = (await Promise.all(ready.map((one, index) => pressBuild(one, IMPATIENT.has(index))))).flat();
  const waiting = await Promise.all(started.map(({ learner, id }) => learner.stateOf(id)));
  const queued = waiting.filter(({ state }) => state === "queued");
  const ended = await Promise.all(started.map((build) => endOf(build)));
  figures.note("100 learners build at once: all through after, s", ((performance.now() - start) / 1000).toFixed(1));
  figures.limit("builds lost or failed", ended.filter(({ state }) => state !== "done").length, 0);
  figures.note("queued builds", `${queued.length}`);
  figures.limit("queued builds without a place", queued.filter(({ ahead }) => ahead === undefined).length, 0);
  figures.limit("queued builds without a guess", queued.filter(({ startsIn }) => startsIn === undefined).length, 0);
  figures.limit("first builds that started after somebody's second", lateFirsts(started, ended), 0);
  teacher.close();
}

async function pressBuild({ learner, press }: Prepared, isTwice: boolean): Promise<Started[]> {
  const first = { learner, id: await press(), isFirst: true };
  return isTwice ? [first, { learner, id: await press(), isFirst: false }] : [first];
}

async function endOf({ learner, id }: Started): Promise<Build> {
  for await (const _event of learner.browser.events<BuildEvent>(routes.buildEvents(id)));
  return await learner.stateOf(id);
}

function lateFirsts(started: readonly Started[], ended: readonly Build[]): number {
  const startOf = (isFirst: boolean) =>
    ended.flatMap(({ startedAt = 0 }, index) => (started[index]?.isFirst === isFirst ? [startedAt] : []));
  const second = Math.min(...startOf(false));
  return startOf(true).filter((at) => at > second).length;
}
