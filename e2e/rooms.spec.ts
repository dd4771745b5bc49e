import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "@playwright/test";
import { expect, test } from "./pages/test.ts";

const HINT = "COPY takes its sources from the context. What is the file called there?";

test("a teacher opens a room, has three learners in it within a minute, and helps who is stuck", async ({
  page,
  strata,
  browser,
}) => {
  const started = Date.now();
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo one > /one\n", "app.txt": "hello" });
  await strata.chooseInWorkspaceMenu(/Teach/);
  await page.getByLabel("Name of the room").fill("Docker at noon");
  await page.getByLabel(/A copy of this workspace/).check();
  await page.getByRole("button", { name: "Open the room" }).click();
  await expect(page.getByText("Nobody is here yet")).toBeVisible();
  const code = await page.getByText(/^[A-Z2-9]{4} [A-Z2-9]{4}$/).innerText();

  const [ada, grace, linus] = await Promise.all(["Ada", "Grace", "Linus"].map((name) => join(browser, code, name)));
  if (!ada || !grace || !linus) throw new Error("somebody is missing");
  const tile = (name: string) => page.getByRole("button", { name: new RegExp(`^${name}`) });
  for (const name of ["Ada", "Grace", "Linus"]) await expect(tile(name)).toBeVisible();
  expect(Date.now() - started).toBeLessThan(60_000);

  await ada.getByRole("button", { name: "Build", exact: true }).click();
  await expect(tile("Ada")).toContainText("Done");
  await grace.getByRole("region", { name: "Editor" }).locator(".view-line").first().click();
  await grace.keyboard.press("ControlOrMeta+End");
  await grace.keyboard.insertText("COPY nothing.txt /\n");
  await grace.getByRole("button", { name: "Build", exact: true }).click();
  await grace.getByRole("button", { name: "Raise hand" }).click();
  await expect(grace.getByText("Hand raised, 1st in line")).toBeVisible();
  await expect(tile("Grace")).toContainText("Build failed");
  await expect(tile("Grace")).toContainText("File to copy not found");
  // Who needs help comes first, once nobody points at the class.
  await page.getByRole("heading", { name: "Docker at noon" }).hover();
  await expect(page.getByRole("list", { name: "Learners" }).getByRole("button").first()).toContainText("Grace");
  expect(await faults(page)).toEqual([]);

  await tile("Grace").click();
  await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await page.getByRole("radio", { name: "Hint" }).check();
  await page.getByRole("textbox", { name: "Hint" }).fill(HINT);
  await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Hint sent to 1 learner")).toBeVisible();
  await grace.getByRole("button", { name: "1 note from your teacher" }).click();
  await expect(grace.getByRole("dialog")).toContainText(HINT);
  expect(await faults(grace)).toEqual([]);
  await grace.getByRole("button", { name: "Put away" }).click();
  await expect(grace.getByRole("button", { name: /note from your teacher/ })).toBeHidden();

  await page.getByRole("button", { name: "Look here" }).click();
  await page.getByLabel("Line").selectOption("2");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  for (const learner of [ada, linus]) {
    await expect(learner.getByText("Your teacher shows Dockerfile, line 2")).toBeVisible();
    await expect(learner.getByText("Ln 2, Col 1")).toBeVisible();
  }
  await expect(ada.getByRole("option", { name: /^RUN/, selected: true })).toBeVisible();
  await linus.keyboard.press("Escape");
  await expect(linus.getByRole("button", { name: "Follow" })).toBeVisible();
  await page.getByRole("button", { name: "Stop showing" }).click();
  await expect(ada.getByText("Your teacher shows")).toBeHidden();

  await page.getByRole("button", { name: "Timer" }).click();
  await page.getByLabel("For what").fill("Exercise one");
  await page.getByRole("button", { name: "Start" }).click();
  await expect(ada.getByRole("timer", { name: "Exercise one" })).toContainText(/9:5\d|10:00/);

  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "End the room" }).click();
  await page.getByRole("button", { name: "End the room" }).click();
  await expect(page.getByText("This room has ended.")).toBeVisible();
  await expect(ada.getByRole("dialog", { name: "The room has ended" })).toBeVisible();
  await expect(ada.getByRole("link", { name: "Take your work home" }).first()).toBeVisible();
});

test("files are taken beside one's own, and the class is read by keyboard, as a list, a map, and on the wall", async ({
  page,
  strata,
  browser,
}) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  const opened = await page.request.post("/api/rooms", {
    data: {
      name: "Docker at night",
      start: { kind: "lesson", lesson: "layers" },
      learners: 5,
      endsAt: Date.now() + 3_600_000,
      keepDays: 0,
    },
  });
  const { id, code } = await opened.json();
  const visitor = await open(browser, `/join/${code}`);
  await expect(visitor.getByLabel("Your name")).toBeVisible();
  await expect(visitor.getByText(/removed when the room ends/)).toBeVisible();
  expect(await faults(visitor)).toEqual([]);
  const [ada, bob] = [await join(browser, code, "Ada"), await join(browser, code, "Bob")];
  await page.goto(`/class/${id}`);

  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("radio", { name: "Files" }).check();
  await expect(page.getByRole("checkbox", { name: "Dockerfile" })).toBeChecked();
  await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await bob.getByRole("button", { name: "1 note from your teacher" }).click();
  await bob.getByRole("button", { name: "Take it" }).click();
  await expect(bob.getByRole("region", { name: "Editor" })).toContainText("Dockerfile-2");
  await expect(ada.getByRole("region", { name: "Editor" })).not.toContainText("Dockerfile-2");

  await page.getByRole("button", { name: /^Ada/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("button", { name: /^Bob/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Bob" })).toBeVisible();
  await page.keyboard.press("Escape");
  for (const view of ["List", "Map"]) {
    await page.getByRole("tab", { name: view }).click();
    await expect(page.getByRole("rowheader", { name: "Bob" })).toBeVisible();
    expect(await faults(page)).toEqual([]);
  }
  await page.keyboard.press("p");
  await expect(page.getByRole("tab", { name: "Map" })).toBeHidden();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press("p");
  await expect(page.getByRole("tab", { name: "Map" })).toBeVisible();
});

async function open(browser: Browser, path: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const visitor = await context.newPage();
  await visitor.goto(path);
  return visitor;
}

/** Somebody in a browser of their own. */
async function join(browser: Browser, code: string, name: string): Promise<Page> {
  const learner = await open(browser, `/join/${code.replace(" ", "")}`);
  await learner.getByLabel("Your name").fill(name);
  await learner.getByRole("button", { name: "Join" }).click();
  await expect(learner.getByRole("region", { name: "Editor" }).locator(".view-lines")).toBeVisible();
  await expect(learner.getByRole("button", { name: "Raise hand" })).toBeVisible();
  return learner;
}

/** Monaco's own roles can't be changed. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude(".monaco-editor").analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`);
}
