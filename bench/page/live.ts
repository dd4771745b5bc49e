import { chromium, type Page } from "@playwright/test";
import { chromiumOnPath } from "../../scripts/chromium.mjs";
import { median } from "../median.ts";
import { startStrata } from "../strata.ts";
import { measureFrames } from "./frames.ts";

/** An edit of the first example: the key is pressed at the end of `after`, and the row that begins with `row` shows it. */
interface Edit {
  readonly name: string;
  readonly line: number;
  /** Keys that bring the cursor from the end of the line to its place. */
  readonly back: number;
  readonly row: string;
  /** What the row's name has right after the typed characters. */
  readonly behind: string;
}

const DOCKERFILE = `FROM busybox:1.35
RUN echo "Hello from a layer" > /hello.txt
COPY message.txt /message
ENV GREETING=hello
CMD ["cat", "/hello.txt", "/message"]
`;

const EDITS: readonly Edit[] = [
  { name: "COPY", line: 3, back: 0, row: "COPY message.txt /message", behind: "," },
  { name: "ENV", line: 4, back: 0, row: "ENV GREETING=hello", behind: "," },
  { name: "last RUN", line: 2, back: ' > /hello.txt"'.length, row: 'RUN echo "Hello from a layer', behind: '"' },
];

/** The editor shows the line of the cursor in the foot. */
async function goTo(page: Page, { line, back }: Edit): Promise<void> {
  await page.locator(".monaco-editor .view-line").first().click();
  await page.keyboard.press("Control+Home");
  for (let count = 1; count < line; count++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  for (let count = 0; count < back; count++) await page.keyboard.press("ArrowLeft");
}

/** Milliseconds from the next key to the frame in which a row of the stack has this name. */
function fromKeyToStack(page: Page, name: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        let pressed = 0;
        addEventListener(
          "keydown",
          (event) => {
            pressed = event.timeStamp;
          },
          { once: true, capture: true },
        );
        const isThere = () =>
          [...document.querySelectorAll('[role="listbox"] [role="option"]')].some((row) =>
            row.getAttribute("aria-label")?.startsWith(wanted),
          );
        const look = () => {
          if (pressed > 0 && isThere()) requestAnimationFrame(() => resolve(performance.now() - pressed));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    name,
  );
}

async function measureEdit(page: Page, edit: Edit, runs: number): Promise<number[]> {
  await goTo(page, edit);
  const times: number[] = [];
  let typed = "";
  for (let run = 0; run < runs + 2; run++) {
    typed += "x";
    const time = fromKeyToStack(page, `${edit.row}${typed}${edit.behind}`);
    // The listener is there before the key is.
    await page.evaluate(() => 0);
    await page.keyboard.press("x");
    times.push(await time);
    await page.waitForTimeout(400);
  }
  // The first ones load what is only loaded once.
  return times.slice(2);
}

async function openPage(page: Page, base: string): Promise<void> {
  const files = { Dockerfile: DOCKERFILE, "message.txt": "Hello from the context\n" };
  const content = {
    name: "live",
    files: Object.entries(files).map(([path, text]) => ({ path, kind: "text", mode: 0o644, text, size: text.length })),
    settings: { dockerfile: "Dockerfile", tag: "live", target: "", buildArgs: [], platform: "" },
  };
  await page.request.put(`${base}/api/workspace`, { data: content, headers: { "if-match": "*" } });
  await page.goto(base);
  await page.locator(".monaco-editor .view-line").first().waitFor();
}

/** Prints how long the stack takes to follow a key, and whether typing is as smooth as without Live. */
export async function measureLive(runs: number): Promise<void> {
  const strata = await startStrata();
  const executablePath = chromiumOnPath();
  const browser = await chromium.launch({
    ...(executablePath !== undefined && { executablePath }),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await openPage(page, strata.base);
    await page.getByRole("button", { name: "Build", exact: true }).click();
    await page.getByText("Build finished").waitFor({ state: "attached" });
    // The first keys load what the editor loads late.
    await measureFrames(page);
    const without = await measureFrames(page);
    await page.getByRole("switch", { name: "Live" }).click();
    await page.getByText("Live: up to date").waitFor();
    console.log("\nFrom a key to the new stack on the screen, in milliseconds:\n");
    console.log("| edit | median | fastest | slowest |\n|---|---|---|---|");
    for (const edit of EDITS) {
      const times = (await measureEdit(page, edit, runs)).map(Math.round);
      console.log(`| ${edit.name} | ${median(times)} | ${Math.min(...times)} | ${Math.max(...times)} |`);
    }
    console.log("\nTyping sixty characters:\n");
    console.log("| | slow frames | longest task |\n|---|---|---|");
    for (const [name, { slow, longest }] of [
      ["without Live", without],
      ["with Live", await measureFrames(page)],
    ] as const) {
      console.log(`| ${name} | ${slow} | ${longest} ms |`);
    }
  } finally {
    await browser.close();
    await strata.close();
  }
}
