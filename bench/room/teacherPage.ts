import type { Browser, Page } from "@playwright/test";
import { classPage } from "#contract/pagePaths.ts";
import type { LearnerChange } from "./classView.ts";

/** What a learner's tile says. */
interface Tile {
  readonly name: string;
  readonly state: string;
  readonly text: string;
}

/** Milliseconds since the epoch. */
type Shown = Tile & { readonly at: number };

/** The class as a teacher has it on the screen. */
export class TeacherPage {
  readonly #page: Page;
  readonly #shown: Shown[] = [];

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(browser: Browser, url: string, room: string): Promise<TeacherPage> {
    const context = await browser.newContext({ baseURL: url, viewport: { width: 1440, height: 900 } });
    const teacher = new TeacherPage(await context.newPage());
    await teacher.#follow(room);
    return teacher;
  }

  async #follow(room: string): Promise<void> {
    await this.#page.exposeFunction("noteTile", (shown: Shown) => void this.#shown.push(shown));
    await this.#page.addInitScript(watchTiles);
    await this.#page.goto(classPage(room));
    await this.#page.getByText(/^[A-Z2-9]{4} [A-Z2-9]{4}$/).waitFor();
  }

  /** For each change of a learner: milliseconds until the screen showed it, or a later one. */
  delays(changes: readonly LearnerChange[]): number[] {
    return changes.map(({ name, since }, index) => {
      const later = changes.slice(index).filter((change) => change.name === name);
      return Math.min(...later.map((change) => this.#timeOf(change))) - since;
    });
  }

  #timeOf({ name, state, since }: LearnerChange): number {
    const own = this.#shown.filter((shown) => shown.name === name);
    if (own.findLast(({ at }) => at <= since)?.state === state) return since;
    return own.find((shown) => shown.at > since && shown.state === state)?.at ?? Number.POSITIVE_INFINITY;
  }

  /** What the screen shows now, by name. */
  tiles(): ReadonlyMap<string, Tile> {
    return new Map(this.#shown.map((shown) => [shown.name, shown]));
  }
}

/** Runs in the page. */
function watchTiles(): void {
  const last = new Map<string, string>();
  const look = () => {
    for (const tile of document.querySelectorAll('[aria-label="Learners"] li button')) {
      const name = tile.firstElementChild?.firstElementChild?.textContent ?? "";
      const state = tile.querySelector("[data-state]")?.getAttribute("data-state") ?? "";
      const text = tile.textContent ?? "";
      if (last.get(name) === text) continue;
      last.set(name, text);
      Reflect.get(window, "noteTile")({ name, state, text, at: Date.now() });
    }
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
}
