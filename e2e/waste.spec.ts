import type { Page } from "@playwright/test";
import { faultsIn } from "./pages/faults.ts";
import { expect, test } from "./pages/test.ts";

const FILES = {
  Dockerfile: [
    "FROM busybox",
    "COPY . /srv/",
    "RUN dd if=/dev/zero of=/big bs=1M count=4 && mkdir -p /root/.cache/pip && seq 1 9000 > /root/.cache/pip/wheel",
    "RUN rm /big && cp /root/.cache/pip/wheel /copy",
    "",
  ].join("\n"),
  ".git/HEAD": "ref: refs/heads/main\n",
  ".dive-ci": "rules:\n  lowestEfficiency: 0.95\n  highestWastedBytes: 20MB\n",
};

/** The builds that are listed, and the images. */
async function kept(page: Page): Promise<unknown> {
  const answers = await Promise.all(["/api/builds", "/api/images"].map((path) => page.request.get(path)));
  return Promise.all(answers.map((answer) => answer.json()));
}

test("by keyboard alone, a learner sees all waste, tries a fix in the background, and applies it", async ({
  page,
  strata,
}) => {
  await strata.openWith(FILES);
  await strata.build();
  await page.getByRole("tab", { name: "Layers" }).focus();
  await page.keyboard.press("w");
  const waste = page.getByRole("dialog", { name: "Waste" });
  await expect(waste.getByRole("region", { name: "Dead bytes" })).toContainText(
    "Line 3 stored them, line 4 only hides",
  );
  await expect(waste.getByRole("region", { name: "Leftovers" })).toContainText("Cache of pip: /root/.cache/pip");
  await expect(waste.getByRole("region", { name: "Leftovers" })).toContainText("History of Git: /srv/.git");
  await expect(waste.getByRole("region", { name: "Duplicate files" })).toContainText("/copy, /root/.cache/pip/wheel");
  await expect(waste.getByRole("list", { name: "Rules of .dive-ci" })).toContainText("lowestEfficiency failed");
  await expect(waste.getByRole("list", { name: "Rules of .dive-ci" })).toContainText("highestWastedBytes passed");
  expect(await faultsIn(page, "light", "[role=dialog]")).toEqual([]);

  const show = waste.getByRole("button", { name: "Show fix for 4.2 MB" });
  await show.focus();
  await page.keyboard.press("Enter");
  const fix = page.getByRole("dialog", { name: "Join lines 3 to 4 into one RUN" });
  await expect(fix.getByRole("button", { name: "Apply fix" })).toBeFocused();
  const before = await kept(page);
  await fix.getByRole("button", { name: "Try it" }).press("Enter");
  await expect(fix).toContainText("Built: saves 4.2 MB. The image has the same files.");
  expect(await faultsIn(page, "dark", "[role=dialog]")).toEqual([]);
  expect(await kept(page)).toEqual(before);

  await fix.getByRole("button", { name: "Apply fix" }).press("Enter");
  await expect.poll(() => strata.dockerfile()).toContain("wheel \\\n    && rm /big");
});

test("by keyboard alone, a learner walks through the map of an image to the layer of a file", async ({
  page,
  strata,
}) => {
  await strata.openWith({
    Dockerfile: "FROM scratch\nCOPY app /srv/app/\n",
    "app/large": "x".repeat(9000),
    "app/small": "1",
  });
  await strata.build();
  await page.getByRole("tab", { name: "Files" }).click();
  await page.getByRole("button", { name: "Map" }).press("Enter");
  const map = (path: string) => page.getByRole("listbox", { name: `Map of ${path}`, exact: true });
  await map("/").focus();
  await page.keyboard.press("ArrowRight");
  await expect(map("/").getByRole("option", { name: "srv, 9 kB, layer 1" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await map("/srv").press("ArrowRight");
  await page.keyboard.press("Enter");
  await map("/srv/app").press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page.getByText("/srv/app/large", { exact: true })).toBeVisible();
  await expect(page.getByText(/9 kB, 100 %, layer 1 \(line 2\)/)).toBeVisible();
  expect(await faultsIn(page, "light", "[data-pane=result]")).toEqual([]);
  await page.getByLabel("Shape").selectOption("Sunburst");
  await page.getByLabel("Color by").selectOption("Age");
  expect(await faultsIn(page, "dark", "[data-pane=result]")).toEqual([]);
  await map("/srv/app").press("Backspace");
  await expect(map("/srv")).toBeVisible();
  await page.getByRole("navigation", { name: "Folder on the map" }).getByRole("button", { name: "/" }).press("Enter");
  await expect(map("/")).toBeVisible();
  await page.getByRole("button", { name: "Go to layer" }).press("Enter");
  await expect(page.getByRole("tab", { name: "Layers" })).toHaveAttribute("aria-selected", "true");
});
