import type { Locator, Page } from "@playwright/test";

/** How smoothly the page drew while something was done. */
export interface DrawnFrames {
  readonly frames: number;
  /** Frames that came more than a millisecond after 16.7 ms. */
  readonly late: number;
  /** Milliseconds. */
  readonly longest: number;
  /** Milliseconds of processor time that the page took for a frame, on average. */
  readonly work: number;
}

const FRAME = 1000 / 60;

/** Counts the frames of the page while `act` is done. */
export async function framesDuring(page: Page, act: () => Promise<unknown>): Promise<DrawnFrames> {
  const session = await page.context().newCDPSession(page);
  // Of the thread, whatever else the machine does.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
  };
  const counted = page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        let isOver = false;
        addEventListener("bench-over", () => (isOver = true), { once: true });
        const frame = (time: number) => {
          times.push(time);
          if (isOver) resolve(times);
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
  );
  const before = await worked();
  await act();
  const work = (await worked()) - before;
  await page.evaluate(() => dispatchEvent(new Event("bench-over")));
  const times = await counted;
  await session.detach();
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return {
    frames: gaps.length,
    late: gaps.filter((gap) => gap > FRAME + 1).length,
    longest: Math.max(...gaps),
    work: work / gaps.length,
  };
}

/** Scrolls a tree by so many pixels a frame, and back from its end. */
export function scrollTree(tree: Locator, pixels: number, frames: number): Promise<void> {
  return tree.evaluate(
    (element, { pixels: step, frames: count }) =>
      new Promise<void>((resolve) => {
        const scroller = element.parentElement;
        let left = count;
        let direction = 1;
        const frame = () => {
          if (!scroller || left-- === 0) return resolve();
          const end = scroller.scrollHeight - scroller.clientHeight;
          if (scroller.scrollTop + step * direction > end) direction = -1;
          scroller.scrollTop += step * direction;
          requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
    { pixels, frames },
  );
}
