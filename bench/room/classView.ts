import type { ClassEvent, Learner } from "#contract/room.ts";
import { routes } from "#contract/routes.ts";
import type { Browser } from "./browser.ts";

/** What a teacher's page knows of a class, and how much later than it happened it got to know. */
export class ClassView {
  readonly learners = new Map<string, Learner>();
  /** Milliseconds from each change of a learner's state until it was told. */
  readonly delays: number[] = [];

  async follow(teacher: Browser, room: string): Promise<void> {
    for await (const event of teacher.events<ClassEvent>(routes.roomEvents(room))) {
      if (event.type === "class") for (const learner of event.learners) this.#keep(learner);
      if (event.type === "learner") this.#keep(event.learner);
    }
  }

  #keep(learner: Learner): void {
    const { name, since } = learner;
    if (this.learners.get(name)?.since !== since) this.delays.push(Date.now() - since);
    this.learners.set(name, learner);
  }
}
