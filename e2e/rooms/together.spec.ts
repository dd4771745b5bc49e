import type { Browser, BrowserContext } from "@playwright/test";
import { StrataPage } from "../pages/strataPage.ts";
import { expect, test } from "../pages/test.ts";

interface Learner {
  readonly page: StrataPage;
  readonly context: BrowserContext;
  readonly id: string;
}

/** A learner of a new room, on their page. */
async function arrive(browser: Browser, code: string, name: string): Promise<Learner> {
  const context = await browser.newContext();
  const joined = await context.request.post("/api/join", { data: { code, name } });
  expect(joined.status(), await joined.text()).toBe(200);
  const { me } = await (await context.request.get("/api/room")).json();
  const { workspace } = await joined.json();
  const page = new StrataPage(await context.newPage());
  await page.page.goto(`/w/${workspace}`);
  await expect(page.editor.locator(".view-lines")).toBeVisible();
  return { page, context, id: me.id };
}

const textOf = ({ page }: StrataPage): Promise<string> =>
  page.evaluate(() =>
    [...document.querySelectorAll(".view-line")]
      .map(({ textContent }) => textContent)
      .sort()
      .join("\n"),
  );

test("a teacher looks over a learner's shoulder, asks to help, and types along until the learner ends it", async ({
  strata: teacher,
  browser,
}) => {
  const settings = { name: "Monday", start: { kind: "empty" }, learners: 5, endsAt: Date.now() + 600_000, keepDays: 0 };
  const room = await (await teacher.page.request.post("/api/rooms", { data: settings })).json();
  const ana = await arrive(browser, room.code, "Ana");
  const line = (who: StrataPage) => who.editor.locator(".view-line");

  await test.step("what the learner types and builds is there within two seconds", async () => {
    await teacher.page.goto(`/class/${room.id}/${ana.id}`);
    await expect(teacher.page.getByText("You are looking at Ana’s page.")).toBeVisible();
    await expect(teacher.editor.locator(".monaco-editor")).toBeVisible();
    await ana.page.replaceText("FROM busybox\nRUN echo hello\n");
    await expect(ana.page.page.getByText(/· Saved/)).toBeVisible();
    await expect(teacher.editor).toContainText("RUN echo hello", { timeout: 2000 });
    await ana.page.build();
    await expect(teacher.layers.getByText(/echo hello/)).toBeVisible();
  });

  await test.step("nothing there changes the learner's page", async () => {
    await expect(teacher.buildButton).toHaveCount(0);
    await line(teacher).first().click();
    await teacher.page.keyboard.type("x");
    await expect(teacher.page.getByText("This is another person's page").first()).toBeVisible();
    expect(await textOf(teacher)).toBe(await textOf(ana.page));
  });

  await test.step("what is selected there is shown to the class: the line and the layer, until Esc", async () => {
    await teacher.layers.getByRole("option", { name: /echo hello/ }).click();
    await teacher.page.getByRole("button", { name: "Look here" }).click();
    await expect(ana.page.page.getByText("Your teacher shows Dockerfile, line 2")).toBeVisible();
    await expect(ana.page.layers.getByRole("option", { name: /echo hello/, selected: true })).toBeVisible();
    await ana.page.page.keyboard.press("Escape");
    await expect(ana.page.page.getByRole("button", { name: "Follow" })).toBeVisible();
    await teacher.page.getByRole("button", { name: "Stop showing" }).click();
    await expect(ana.page.page.getByText("Your teacher shows")).toBeHidden();
  });

  await test.step("once the learner accepts, both type in one line at once", async () => {
    await teacher.page.getByRole("button", { name: "Ask to help" }).click();
    await ana.page.page.getByRole("button", { name: "Accept" }).click();
    await expect(teacher.page.getByText("You type with Ana.")).toBeVisible();
    await expect(ana.page.page.getByText("Your teacher types with you.")).toBeVisible();
    await ana.page.goToLine(2);
    await teacher.goToLine(2);
    await Promise.all([
      ana.page.page.keyboard.type(" learner", { delay: 30 }),
      teacher.page.keyboard.type(" teacher", { delay: 30 }),
    ]);
    await expect.poll(() => textOf(teacher)).toContain("learner");
    await expect.poll(() => textOf(ana.page)).toContain("teacher");
    await expect.poll(async () => (await textOf(teacher)) === (await textOf(ana.page))).toBe(true);
  });

  await test.step("each undoes only what they typed, and the learner's page saves", async () => {
    await teacher.page.keyboard.press("ControlOrMeta+z");
    await expect(ana.page.editor).not.toContainText("teacher");
    await expect(ana.page.editor).toContainText("learner");
    const saved = async () => JSON.stringify(await (await ana.context.request.get("/api/workspace")).json());
    await expect.poll(saved).toContain("RUN echo hello learner");
  });

  await test.step("a reload of the learner's page goes on where it was", async () => {
    await ana.page.page.reload();
    await expect(ana.page.page.getByText("Your teacher types with you.")).toBeVisible();
    await teacher.goToLine(1);
    await teacher.page.keyboard.type(":1");
    await expect(ana.page.editor).toContainText("FROM busybox:1");
  });

  await test.step("the learner ends it: the text stays, and the teacher only looks again", async () => {
    await ana.page.page.getByRole("button", { name: "Stop" }).click();
    await expect(teacher.page.getByText("You are looking at Ana’s page.")).toBeVisible();
    await teacher.page.keyboard.type("!");
    await expect(teacher.editor).toContainText("FROM busybox:1");
    await expect(ana.page.editor).toContainText("FROM busybox:1");
    await expect(ana.page.editor).not.toContainText("!");
  });
  await ana.context.close();
});
