import type { ClassEvent, Learner } from "#contract/room.ts";
import { routes } from "#contract/routes.ts";
import type { Browser } from "./browser.ts";

export type LearnerChange = Pick<Learner, "name" | "state" | "since">;

/** What a teacher's page is told of a class, and how much later than it happened. */
export class ClassView {
  readonly learners = new Map<string, Learner>();
  /** Milliseconds from each change of a learner's state until it was told. */
  readonly delays: number[] = [];
  readonly changes: LearnerChange[] = [];

  async follow(teacher: Browser, room: string): Promise<void> {
    for await (const event of teacher.events<ClassEvent>(routes.roomEvents(room))) {
      if (event.type === "class") for (const learner of event.learners) this.learners.set(learner.name, learner);
      if (event.type === "learner") this.#change(event.learner);
    }
  }

  #change(learner: Learner): void {
    const { name, state, since } = learner;
    if (this.learners.get(name)?.since !== since) {
      this.delays.push(Date.now() - since);
      this.changes.push({ name, state, since });
    }
    this.learners.set(name, learner);
  }
}
