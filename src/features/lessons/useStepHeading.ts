import { type RefObject, useEffect, useRef } from "react";
import { useLesson } from "../../state/lessons/lesson.ts";

/** The last request that was fulfilled: the pane may be loaded after somebody went to a step. */
let done = 0;

/** Focuses the heading of the step, at the top of its text, when somebody went there. */
export function useStepHeading(): {
  readonly heading: RefObject<HTMLHeadingElement | null>;
  readonly body: RefObject<HTMLDivElement | null>;
} {
  const heading = useRef<HTMLHeadingElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const asked = useLesson((state) => state.headingAsked);
  const isShown = useLesson(({ view }) => view.phase !== "none");
  useEffect(() => {
    if (asked === done || !isShown || !heading.current) return;
    done = asked;
    body.current?.scrollTo({ top: 0 });
    heading.current.focus({ preventScroll: true });
  }, [asked, isShown]);
  return { heading, body };
}
