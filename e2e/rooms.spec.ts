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

  const [ada, grace] = await Promise.all([join(browser, code, "Ada"), join(browser, code, "Grace")]);
  await joinWithoutPage(browser, code, "Linus");
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
  await expect(ada.getByText("Your teacher shows Dockerfile, line 2")).toBeVisible();
  await expect(ada.getByText("Ln 2, Col 1")).toBeVisible();
  await expect(ada.getByRole("option", { name: /^RUN/, selected: true })).toBeVisible();
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
  const opened = await page.request.post("/api/rooms", {
    data: {
      name: "Docker at night",
      start: { kind: "lesson", lesson: "layers" },
      learners: 5,
      endsAt: Date.now() + 3_600_000,
      keepDays: 0,
    },
  });
  const { code } = await opened.json();
  await joinWithoutPage(browser, code, "Ada");
  const [bob] = await Promise.all([
    join(browser, code, "Bob", async (form) => {
      await expect(form.getByText(/removed when the room ends/)).toBeVisible();
      expect(await faults(form)).toEqual([]);
    }),
    strata.openWith({ Dockerfile: "FROM busybox\n\n# Look\nRUN true\n" }),
  ]);

  await strata.goToLine(3);
  await expect(page.getByRole("button", { name: "Look here" })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+9");
  await expect(page.getByText("All look at Dockerfile, line 3")).toBeVisible();
  await expect(bob.getByText("Your teacher shows Dockerfile, line 3")).toBeVisible();
  await expect(bob.getByText("Ln 3, Col 1")).toBeVisible();
  await bob.keyboard.press("Escape");
  await expect(bob.getByRole("button", { name: "Follow" })).toBeVisible();
  await page.getByRole("button", { name: "Stop showing" }).click();
  await expect(bob.getByText("Your teacher shows")).toBeHidden();
  await page.getByRole("link", { name: "To the class Docker at night" }).click();

  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("radio", { name: "Files" }).check();
  await expect(page.getByRole("checkbox", { name: "Dockerfile" })).toBeChecked();
  await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await bob.getByRole("button", { name: "1 note from your teacher" }).click();
  await bob.getByRole("button", { name: "Take it" }).click();
  await expect(bob.getByRole("region", { name: "Editor" })).toContainText("Dockerfile-2");

  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("radio", { name: "Message" }).check();
  await page.getByRole("textbox", { name: "Text" }).fill("Back at ten");
  await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Message sent to 2 learners")).toBeVisible();
  await page.reload();

  const tiles = page.getByRole("list", { name: "Learners" }).getByRole("button");
  await tiles.first().focus();
  await page.keyboard.press("ArrowRight");
  await expect(tiles.nth(1)).toBeFocused();
  await page.getByRole("button", { name: /^Bob/ }).focus();
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
  await expect(page.getByText("Back at ten")).toBeVisible();
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
async function join(
  browser: Browser,
  code: string,
  name: string,
  onForm: (form: Page) => Promise<void> = async () => {},
): Promise<Page> {
  const learner = await open(browser, `/join/${code.replace(" ", "")}`);
  await expect(learner.getByLabel("Your name")).toBeVisible();
  await onForm(learner);
  await learner.getByLabel("Your name").fill(name);
  await learner.getByRole("button", { name: "Join" }).click();
  await expect(learner.getByRole("region", { name: "Editor" }).locator(".view-lines")).toBeVisible();
  await expect(learner.getByRole("button", { name: "Raise hand" })).toBeVisible();
  return learner;
}

/** Somebody whose page need not be seen. */
async function joinWithoutPage(browser: Browser, code: string, name: string): Promise<void> {
  const { request } = await browser.newContext();
  const joined = await request.post("/api/join", { data: { code, name } });
  expect(joined.status(), await joined.text()).toBe(200);
}

/** Monaco's own roles can't be changed. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).exclude(".monaco-editor").analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`);
}
