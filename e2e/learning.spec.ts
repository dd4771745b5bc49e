import type { Locator } from "@playwright/test";
import { LessonPage } from "./pages/lessonPage.ts";
import { expect, test } from "./pages/test.ts";

test("a person who has never seen the page finds the biggest layer and removes the dead bytes by the second lesson", async ({
  page,
  strata,
}) => {
  const lesson = new LessonPage(strata);
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  // A link leads to the lesson, whatever was open before.
  await page.goto("/lessons/layers");
  await lesson.start();
  await lesson.next();
  const run = (command: string) => lesson.pane.locator("[data-action]", { hasText: command }).last().click();

  await run("docker build");
  await lesson.reached("The image bakery is built");
  await lesson.next();

  // The tallest slab of the stack is the answer to the question.
  await strata.layer(/^RUN sh get-photos\.sh, .*8\.4 MB/).click();
  await expect(page.getByText("photos.raw").first()).toBeVisible();
  await run("docker history");
  await lesson.reached("You looked at the history");
  await lesson.pane.getByRole("radio", { name: "RUN sh get-photos.sh" }).check();
  await lesson.button("Check answer").first().click();
  await expect(lesson.pane.getByText("Right", { exact: true })).toBeVisible();
  await lesson.next();

  await expect(page.getByRole("button", { name: /dead: show where/ })).toBeVisible();
  await run("docker run");
  await lesson.reached("You looked for photos.raw in a container");
  await lesson.next();

  await lesson.pane.getByText("Make the change for me").click();
  await lesson.button("Write Dockerfile").click();
  await run("docker build");
  await lesson.reached("The image is smaller than 3 MB");
  await lesson.reached("The 8 MB of photos.raw are not in any layer");
  await lesson.next();

  await lesson.button("Write .dockerignore").click();
  await lesson.pane.getByText("Make the change for me").click();
  await lesson.button("Write Dockerfile").click();
  await run("docker build");
  await lesson.reached("The image has no dead bytes");
  await lesson.reached("The page is there, the drafts are not");
  await expect(page.getByRole("button", { name: /dead: show where/ })).toBeHidden();
  await lesson.next();
  const after = lesson.button("Next lesson: The cache and the order of lines");
  await expect(after).toBeVisible();
  expect(await rightEdge(after)).toBeLessThan(await rightEdge(lesson.pane));
});

const rightEdge = (part: Locator): Promise<number> => part.evaluate((element) => element.getBoundingClientRect().right);
