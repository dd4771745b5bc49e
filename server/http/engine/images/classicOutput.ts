import type { PlannedStep } from "#contract/build.ts";
import type { BuildEvent, FinishedEvent } from "#contract/buildEvent.ts";
import { shortId } from "#contract/names/shortId.ts";

export type ClassicMessage = { readonly stream: string } | { readonly aux: { readonly ID: string } };

interface OpenStep {
  readonly title: string;
  phase: "pending" | "running" | "ended";
  cached: boolean;
  announced: boolean;
  /** Output of a step whose turn has not come. */
  readonly held: string[];
}

/**
 * A build's events as the output of Docker's classic builder, which took one step after the other: steps that run side
 * by side are printed one after the other too, in the order of the Dockerfile.
 */
export class ClassicOutput {
  #steps: readonly OpenStep[] = [];
  #places = new Map<string, number>();
  #current = 0;

  /** What is to be sent now. */
  take(event: BuildEvent): ClassicMessage[] {
    switch (event.type) {
      case "planned":
        this.#plan(event.steps);
        return [];
      case "log":
        return this.#log(event.step, event.text);
      case "step":
        return this.#change(event.step, event.state);
      case "finished":
        return event.state === "done" ? [...this.#flush(true), ...ending(event)] : this.#flush(true);
      case "source":
      case "progress":
      case "queued":
      case "assigned":
      case "warning":
        return [];
    }
  }

  #plan(steps: readonly PlannedStep[]): void {
    this.#steps = steps.map(({ title }) => ({ title, phase: "pending", cached: false, announced: false, held: [] }));
    this.#places = new Map(steps.map(({ id }, place) => [id, place]));
  }

  #log(id: string, text: string): ClassicMessage[] {
    const step = this.#steps[this.#places.get(id) ?? -1];
    step?.held.push(text);
    return step === this.#steps[this.#current] ? this.#flush(false) : [];
  }

  #change(id: string, state: string): ClassicMessage[] {
    const step = this.#steps[this.#places.get(id) ?? -1];
    if (step === undefined || state === "pending") return [];
    step.cached = state === "cached";
    step.phase = state === "running" ? "running" : "ended";
    return step === this.#steps[this.#current] ? this.#flush(false) : [];
  }

  /** Tells the current step as far as it is, and those after it that have ended; at the end, all that have begun. */
  #flush(atEnd: boolean): ClassicMessage[] {
    const messages: ClassicMessage[] = [];
    for (; this.#current < this.#steps.length; this.#current += 1) {
      const step = this.#steps[this.#current];
      if (step === undefined) break;
      if (step.phase !== "pending") messages.push(...this.#tell(step));
      if (step.phase !== "ended" && !atEnd) break;
    }
    return messages;
  }

  #tell(step: OpenStep): ClassicMessage[] {
    const texts = step.held.splice(0);
    if (!step.announced) texts.unshift(`Step ${this.#current + 1}/${this.#steps.length} : ${step.title}\n`);
    step.announced = true;
    if (step.cached) texts.push(" ---> Using cache\n");
    return texts.map((stream) => ({ stream }));
  }
}

function ending({ image }: FinishedEvent): ClassicMessage[] {
  if (image === undefined) return [];
  const { id, tags } = image;
  return [
    { aux: { ID: id } },
    { stream: `Successfully built ${shortId(id)}\n` },
    ...tags.map((tag) => ({ stream: `Successfully tagged ${tag}\n` })),
  ];
}
