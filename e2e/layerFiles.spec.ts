import { faultsInBoth } from "./pages/faults.ts";
import { goToImage, press, tabTo } from "./pages/keys.ts";
import { expect, test } from "./pages/test.ts";

const DOCKERFILE = [
  "FROM busybox",
  "RUN mkdir /many && cd /many && seq -w 1 900 | xargs touch",
  "RUN mkdir -p /app/lib && echo 1 > /app/a.py && echo more bytes > /app/b.py && echo 22 > /app/lib/c.txt && echo x > /x",
  "RUN chmod 755 /app/a.py && echo changed > /app/b.py && rm /x",
  "",
].join("\n");

test("by keyboard alone, the files of a layer are filtered, sorted, and told apart by what changed, and a folder of many is walked through", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: DOCKERFILE });
  await page.keyboard.press("Control+Enter");
  await strata.untilFinished();
  await goToImage(page);
  await tabTo(page, strata.layers);
  await page.keyboard.press("End");
  const details = page.getByRole("region", { name: "Layer details" });
  const tree = details.getByRole("tree", { name: "Changes in this layer" });
  const rows = tree.getByRole("treeitem");
  await expect(rows).toHaveText([/app/, /a\.py.*mode 0644 → 0755/, /b\.py.*content 11 B → 8 B/, /\/x/]);
  await expect(rows.nth(1).getByRole("img", { name: "metadata only" })).toBeVisible();
  await expect(rows.nth(2).getByRole("img", { name: "changed" })).toBeVisible();

  const filter = details.getByRole("searchbox", { name: "Filter by path" });
  await tabTo(page, filter);
  await page.keyboard.type("*.py");
  await expect(details.getByText("No matching files.")).toBeVisible();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(details.getByRole("combobox", { name: "How to filter" })).toHaveValue("glob");
  await expect(rows).toHaveText([/app/, /a\.py/, /b\.py/]);
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(rows).toHaveText([/app/, /b\.py/, /a\.py/]);
  await page.keyboard.press("ArrowDown");
  await expect(details.getByRole("combobox", { name: "Sort by" })).toHaveValue("change");
  await expect(rows).toHaveText([/app/, /a\.py/, /b\.py/]);
  await page.keyboard.press("ArrowUp");
  await expect(rows).toHaveText([/app/, /b\.py/, /a\.py/]);

  await tabTo(page, tree);
  await page.keyboard.press("End");
  await expect(details.getByText(/^mode 0644 → 0755 · owner 0:0 · 2 bytes/)).toBeVisible();
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("ArrowLeft");
  await expect(rows).toHaveText([/app.*2 changes/]);
  await page.keyboard.press("Enter");
  await expect(rows).toHaveCount(3);

  await tabTo(page, filter, "Shift+Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("py$");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(rows).toHaveText([/app/, /b\.py/, /a\.py/]);
  await tabTo(page, filter, "Shift+Tab");
  await page.keyboard.press("End");
  await page.keyboard.type("(");
  await expect(filter).toHaveAccessibleDescription(/Unterminated group/);
  await expect(rows).toHaveCount(3);
  expect(await faultsInBoth(page, "[data-pane=result]")).toEqual([]);
  await tabTo(page, filter, "Shift+Tab");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("^/app/[ac]");
  await expect(rows).toHaveText([/app\/a\.py/]);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await press(page, details.getByRole("button", { name: "More filters" }));
  await tabTo(page, details.getByLabel("At least"));
  await page.keyboard.type("7");
  await expect(rows).toHaveText([/app\/b\.py/]);
  await page.keyboard.press("Backspace");
  await tabTo(page, details.getByLabel("Kind"), "Shift+Tab");
  await page.keyboard.type("sym");
  await expect(details.getByText("No matching files.")).toBeVisible();
  await page.keyboard.press("Home");
  await expect(rows.first()).toBeVisible();
  await press(page, details.getByRole("button", { name: "Up to here" }), "Shift+Tab");
  await expect(details.getByRole("tree", { name: "Files up to this layer" })).toBeVisible();

  await tabTo(page, strata.tab("Layers"), "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  const files = page.getByRole("tree", { name: "Files in the image" });
  await tabTo(page, files);
  await page.keyboard.type("many");
  await page.keyboard.press("ArrowRight");
  await expect(files.getByRole("treeitem", { name: "001" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(files.getByRole("treeitem", { name: "001", selected: true })).toBeVisible();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("End");
  for (let row = 0; row < 10; row++) await page.keyboard.press("ArrowUp");
  const late = files.getByRole("treeitem", { selected: true });
  await expect(late).toHaveAttribute("aria-setsize", "900");
  await expect(late).toHaveAccessibleName(/^896/);
  await expect(late).toHaveAttribute("aria-posinset", "896");
  await expect(late).toHaveAttribute("aria-level", "2");

  expect(await faultsInBoth(page, "[data-pane=result]")).toEqual([]);
  await tabTo(page, page.getByRole("combobox", { name: "up to" }), "Shift+Tab");
  await page.keyboard.type("layer 1");
  await expect(files.getByRole("treeitem", { name: /many/ })).toHaveCount(0);
  // On the rest of the page, this letter steps through the build.
  await tabTo(page, files);
  await page.keyboard.press("s");
  await expect(strata.tab("Files")).toHaveAttribute("aria-selected", "true");
});
