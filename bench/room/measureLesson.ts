import type { Browser as Chromium } from "@playwright/test";
import { median } from "../median.ts";
import { Browser } from "./browser.ts";
import { ClassView } from "./classView.ts";
import type { Figures } from "./figures.ts";
import { Learner, type LearnerResult } from "./learner.ts";
import { openRoom } from "./openRoom.ts";
import { PageLearner } from "./pageLearner.ts";
import { percentile } from "./percentile.ts";
import { TeacherPage } from "./teacherPage.ts";

const LEARNERS = 30;
/** Of them in a real page. */
const PAGES = 3;
/** Milliseconds in which all scripted learners press Build for the first time, and again after it. */
const ROUND = 10_000;
/** Most that the teacher's page may be behind, in milliseconds. */
const BEHIND = 2000;
/** Milliseconds that somebody with a page thinks before each build. */
const THINKING = [1000, 4000, 4000];

/** A class that takes a lesson, some of it in real pages, while the teacher looks on. */
export async function measureLesson(url: string, figures: Figures, chromium: Chromium): Promise<void> {
  const teacher = new Browser(url);
  const { id, code } = await openRoom(teacher, { kind: "lesson", lesson: "first-dockerfile" }, LEARNERS + 2);
  const single = await buildAlone(new Learner(url, "Alone"), code);
  const paged = await PageLearner.open(chromium, url, "Alone with a page");
  const singlePage = await buildAlone(paged, code);
  await paged.close();
  const view = new ClassView();
  const following = view.follow(teacher, id);
  const screen = await TeacherPage.open(chromium, url, id);
  const results = await takeTogether(url, code, figures, chromium);
  const done = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  figures.note("first failure", firstFailure(results));
  figures.limit(`learners of ${LEARNERS} that failed`, LEARNERS - done.length, 0);
  figures.limit("commands in consoles that failed", done.flatMap(({ commands }) => commands).filter(Boolean).length, 0);
  await noteView(figures, { view, screen, done });
  noteBuilds(figures, "a build", { single, done: done.filter(({ name }) => !isPaged(name)) });
  noteBuilds(figures, "a build in a page", { single: singlePage, done: done.filter(({ name }) => isPaged(name)) });
  teacher.close();
  await following;
}

/** Milliseconds. */
async function buildAlone(learner: Learner | PageLearner, code: string): Promise<number> {
  await learner.join(code);
  const { builds } = await learner.takeLesson([0, 0, 0]);
  return median(builds.map(({ all }) => all));
}

const NAMES = Array.from({ length: LEARNERS }, (_, index) => `Learner ${index + 1}`);
const isPaged = (name: string): boolean => NAMES.indexOf(name) < PAGES;

async function takeTogether(
  url: string,
  code: string,
  figures: Figures,
  chromium: Chromium,
): Promise<PromiseSettledResult<LearnerResult>[]> {
  const scripted = NAMES.slice(PAGES).map((name) => new Learner(url, name));
  const pages = await Promise.all(NAMES.slice(0, PAGES).map((name) => PageLearner.open(chromium, url, name)));
  const start = performance.now();
  await Promise.all([...pages, ...scripted].map((learner) => learner.join(code)));
  figures.note(
    `${LEARNERS} learners join at once, ${PAGES} with a page, ms`,
    `${Math.round(performance.now() - start)}`,
  );
  return await Promise.allSettled([
    ...pages.map((page) => page.takeLesson(THINKING)),
    // They build one after the other, as far apart as in a class that works along.
    ...scripted.map((learner, index) => learner.takeLesson([(index * ROUND) / scripted.length, ROUND, ROUND])),
  ]);
}

interface Seen {
  readonly view: ClassView;
  readonly screen: TeacherPage;
  readonly done: readonly LearnerResult[];
}

async function noteView(figures: Figures, { view, screen, done }: Seen): Promise<void> {
  const wrong = () => done.filter(({ name }) => !isThrough(view, name) || !isShown({ view, screen }, name));
  const waited = await until(() => wrong().length === 0, BEHIND);
  figures.limit("learners that the teacher's page has wrong 2 s after the end", wrong().length, 0);
  figures.note("the teacher's page is right after, ms", `${waited}`);
  figures.limit("what the teacher's page is told, behind at most, ms", Math.max(...view.delays), BEHIND);
  const delays = screen.delays(view.changes);
  figures.limit("what the teacher's page shows, behind at most, ms", Math.max(...delays), BEHIND);
  figures.note("the same, median, ms", `${median(delays)} of ${delays.length} changes`);
}

interface Built {
  readonly single: number;
  readonly done: readonly LearnerResult[];
}

function noteBuilds(figures: Figures, what: string, { single, done }: Built): void {
  const builds = done.flatMap((result) => result.builds);
  const times = builds.map(({ all }) => all);
  const queued = builds.map((build) => build.queued);
  figures.note(`${what} alone, ms`, `${Math.round(single)}`);
  figures.note(`${what} in the class, median, ms`, `${Math.round(median(times))} of ${times.length}`);
  figures.note("of that in the queue, p95, ms", `${Math.round(percentile(queued, 0.95))}`);
  figures.limit(
    `p95 of ${what} in the class, times one alone`,
    Number((percentile(times, 0.95) / single).toFixed(2)),
    3,
  );
}

function isThrough({ learners }: ClassView, name: string): boolean {
  const learner = learners.get(name);
  const reached = Object.values(learner?.goals ?? {}).filter((state) => state === "passed").length;
  return learner !== undefined && learner.problem === undefined && reached >= 2;
}

/** Whether the screen shows the state that was told, at the step that builds. */
function isShown({ view, screen }: Pick<Seen, "view" | "screen">, name: string): boolean {
  const tile = screen.tiles().get(name);
  return tile?.state === view.learners.get(name)?.state && tile?.text.includes("Step 5 of 6") === true;
}

async function until(isSo: () => boolean, most: number): Promise<number> {
  const start = performance.now();
  while (!isSo() && performance.now() - start < most) await new Promise((resolve) => setTimeout(resolve, 10));
  return Math.round(performance.now() - start);
}

function firstFailure(results: readonly PromiseSettledResult<unknown>[]): string {
  const failed = results.find((result) => result.status === "rejected");
  return failed === undefined ? "none" : String(failed.reason);
}
