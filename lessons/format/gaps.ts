import type { LessonGap } from "#contract/lesson.ts";

export const SECOND_HOST: LessonGap = {
  what: "a second host",
  means: "There is one machine here. Commands for another host run in the same console.",
};

export const SECOND_TERMINAL: LessonGap = {
  what: "a second terminal",
  means: "Commands for another terminal run in the same console, one after the other.",
};

export const KUBERNETES: LessonGap = {
  what: "Kubernetes",
  means: "There is no cluster here. Steps that use kubectl can be read, but not done.",
};

export const COMPOSE: LessonGap = {
  what: "Docker Compose",
  means: "Containers are started one by one here, with docker run.",
};

export const SWARM: LessonGap = {
  what: "Docker Swarm",
  means: "There is no swarm here. Containers are started one by one, with docker run.",
};

export const DASHBOARD: LessonGap = {
  what: "a dashboard tab",
  means: "There are no tabs for pages of the machine. Open a published port from the container instead.",
};

export const PAGE_INSIDE: LessonGap = {
  what: "a page or video inside the text",
  means: "Pages and videos of others are not shown here. A link takes their place.",
};

export const KEYS: LessonGap = {
  what: "keys sent to a program",
  means: "Buttons can't press keys in a program that runs. Press them in the console yourself.",
};

export const HINT_SCRIPT: LessonGap = {
  what: "hints from a script",
  means: "Hints are texts here. This lesson's hints can't be shown.",
};

export const TRAFFIC_SELECTOR: LessonGap = {
  what: "the page that asks for a port",
  means: "Open a published port from the container instead.",
};

export function machine(image: string): LessonGap {
  return {
    what: `a machine with ${image}`,
    means:
      "Commands run in Strata's console, which has docker and a few of a shell's words. Other programs run in containers.",
  };
}
