import type { Page } from "@playwright/test";

/** How smooth typing was. */
export interface Frames {
  /** Frames that took longer than two of 60 a second. */
  readonly slow: number;
  /** Milliseconds of the longest task of the page, if it was longer than 50. */
  readonly longest: number;
}

const TEXT = "# a comment of sixty characters is typed as a person types it";
const BETWEEN_KEYS_MS = 70;

/** Types a comment as the last line of the Dockerfile. */
export async function measureFrames(page: Page): Promise<Frames> {
  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  const measured = page.evaluate(
    () =>
      new Promise<{ slow: number; longest: number }>((resolve) => {
        const result = { slow: 0, longest: 0 };
        const observer = new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) result.longest = Math.max(result.longest, Math.round(duration));
        });
        observer.observe({ type: "longtask" });
        let last = performance.now();
        let isOver = false;
        addEventListener("typed", () => {
          isOver = true;
        });
        const frame = (time: number) => {
          if (time - last > 34) result.slow += 1;
          last = time;
          if (!isOver) return void requestAnimationFrame(frame);
          observer.disconnect();
          resolve(result);
        };
        requestAnimationFrame(frame);
      }),
  );
  await page.keyboard.type(TEXT, { delay: BETWEEN_KEYS_MS });
  await page.waitForTimeout(300);
  await page.evaluate(() => dispatchEvent(new Event("typed")));
  return await measured;
}
