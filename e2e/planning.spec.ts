import type { Request } from "@playwright/test";
import { expect, test } from "./pages/test.ts";

const DOCKERFILE =
  "FROM busybox\nWORKDIR /app\nCOPY app.txt ./\nRUN cat app.txt > copy.txt\nRUN wc -l copy.txt > lines.txt\n";
const FILES = { Dockerfile: DOCKERFILE, "app.txt": "one\n" };

test("a changed file shows which lines will run again and why, and undoing it that none will", async ({
  page,
  strata,
}) => {
  await strata.openWith(FILES);
  await strata.build();
  await expect(strata.nextBuild).toContainText("all cached");

  await strata.file(/app\.txt/).click();
  await strata.editor.locator(".view-line").first().click();
  await page.keyboard.type("changed");
  await expect(strata.nextBuild).toContainText("1 cached, 3 to run");
  await expect(strata.nextBuild).toContainText("Line 3: Runs. app.txt has changed.");
  await expect(strata.nextBuild).toContainText("Line 4: Runs. An earlier step ran again: COPY app.txt ./");
  await strata.file(/Dockerfile/).click();
  await expect(strata.planWords).toHaveText(["runs: app.txt changed", "runs after COPY", "runs after RUN"]);
  await expect(strata.layer(/^COPY app\.txt .*next build: will run/)).toBeVisible();
  await expect(strata.layer(/^RUN cat .*next build: may run/)).toBeVisible();

  await strata.file(/app\.txt/).click();
  await strata.editor.locator(".view-line").first().click();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(strata.nextBuild).toContainText("all cached");
  await strata.file(/Dockerfile/).click();
  await expect(strata.planWords).toHaveCount(0);
});

test("a change of the last line redoes nothing else, and the build matches the plan", async ({ page, strata }) => {
  await strata.openWith(FILES);
  await strata.build();
  await strata.goToLine(5);
  await page.keyboard.type(` && echo ${Date.now()}`);
  await expect(strata.nextBuild).toContainText("3 cached, 1 to run");
  await expect(strata.planWords).toHaveText(["runs: edited"]);
  await expect(strata.layer(/^RUN wc .*next build: edited/)).toBeVisible();
  await expect(strata.layers.getByRole("option", { name: /next build/ })).toHaveCount(1);
  await strata.build();
  await expect(strata.logStep(/^RUN cat .*cached/)).toBeVisible();
  await expect(strata.logStep(/^RUN wc .*done/)).toBeVisible();
  await expect(strata.nextBuild).toContainText("all cached");
});

test("hovering over a mark shows the reason", async ({ page, strata }) => {
  await strata.openWith(FILES);
  await strata.build();
  await strata.goToLine(4);
  await page.keyboard.type(" && true");
  await expect(strata.planWords).toHaveText(["runs: edited", "runs after RUN"]);
  await strata.editor.locator(".line-numbers", { hasText: /^4$/ }).hover();
  await expect(page.getByText("Runs. The instruction has changed.").last()).toBeVisible();
});

test("a keystroke sends only its change", async ({ page, strata }) => {
  await strata.openWith({ ...FILES, "large.txt": "x".repeat(200_000) });
  await strata.build();
  await expect(strata.nextBuild).toContainText("all cached");
  const sent: Request[] = [];
  page.on("request", (request) => {
    if (/\/api\/(contexts|plan|blobs)/.test(request.url())) sent.push(request);
  });
  await strata.goToLine(5);
  await page.keyboard.type("x");
  await expect(strata.nextBuild).toContainText("3 cached, 1 to run");
  expect(sent.map((request) => new URL(request.url()).pathname)).toEqual(["/api/plan"]);
  expect(sent[0]?.postData()?.length).toBeLessThan(2000);
});

test("marks are hidden while a build runs", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo first\n" });
  await strata.build();
  await strata.goToLine(2);
  await page.keyboard.type(" && sleep 600");
  await expect(strata.planWords).toHaveText(["runs: edited"]);
  await strata.buildButton.click();
  await expect(strata.nextBuild).toBeHidden();
  await expect(strata.planWords).toHaveCount(0);
  await strata.cancelButton.click();
  await expect(strata.planWords).toHaveText(["runs: edited"]);
});
