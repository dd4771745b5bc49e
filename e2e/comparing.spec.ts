import { faultsInBoth } from "./pages/faults.ts";
import { chooseByKey, press, tabTo, typeInField, typeInstead } from "./pages/keys.ts";
import { expect, test } from "./pages/test.ts";

const BEFORE = "FROM busybox\nRUN echo one > /text && echo kept > /kept\nENV PORT=8000\n";
const AFTER =
  "FROM busybox\nRUN echo two > /text && echo kept > /kept && mkdir /more && echo 12345 > /more/new\nENV PORT=8080\n";

test("what the last edit did is shown by one key, and its build is named, pinned, and gives its Dockerfile back, all by keyboard", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: BEFORE });
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(strata.layer(/echo one/)).toBeVisible();
  await typeInstead(page, AFTER);
  await page.keyboard.press("ControlOrMeta+Enter");
  const chip = page.getByRole("button", { name: /^\+6 B, 1 layer new, 1 shared: compare/ });
  await expect(chip).toBeVisible();

  await page.keyboard.press("F9");
  const pairs = page.getByRole("region", { name: "Layers side by side" }).getByRole("listitem");
  await expect(pairs).toHaveText([
    /^FROM busybox:latest\. The same layer in both/,
    /^RUN .*The same step with other files/,
  ]);

  await page.keyboard.press("Escape");
  const tree = page.getByRole("tree", { name: "Paths that differ" });
  await tabTo(page, tree);
  await expect(tree.getByRole("treeitem")).toHaveText([/more\/added1 file6 B/, /text.*content/]);
  for (const key of ["ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
  await expect(tree.getByRole("treeitem", { name: /new/ })).toBeVisible();
  for (const key of ["End", "Enter"]) await page.keyboard.press(key);
  const file = page.getByRole("dialog", { name: "/text" });
  await expect(file.locator(".view-line").getByText("two")).toBeVisible();
  expect(await faultsInBoth(page, "[role=dialog]")).toEqual([]);
  await page.keyboard.press("Escape");

  await tabTo(page, page.getByRole("tab", { name: /^Files ?2/ }), "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("region", { name: "Dockerfile before and after" })).toContainText("8080");
  expect(await faultsInBoth(page, "[data-pane=result]")).toEqual([]);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("row", { name: "Env PORT 8000 8080" })).toBeVisible();
  expect(await faultsInBoth(page, "[data-pane=result]")).toEqual([]);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("No package manager left a list in either image.")).toBeVisible();
  expect(await faultsInBoth(page, "[data-pane=result]")).toEqual([]);
  await page.keyboard.press("Home");
  await press(page, page.getByRole("button", { name: "By size" }));
  await expect(tree.getByRole("treeitem")).toHaveText([/more\/new/, /more/, /text/]);
  await tabTo(page, page.getByRole("searchbox", { name: "Find path" }), "Shift+Tab");
  await page.keyboard.type("tex");
  await expect(tree.getByRole("treeitem")).toHaveText([/text/]);
  for (let count = 0; count < 3; count++) await page.keyboard.press("Backspace");
  const after = page.getByRole("combobox", { name: "After" });
  await tabTo(page, after, "Shift+Tab");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByText("The two images are the same.")).toBeVisible();
  await page.keyboard.press("ArrowUp");

  await expect(page.getByText("1 layer new, 1 shared", { exact: true })).toBeVisible();
  await press(page, page.getByRole("button", { name: "Swap the two" }), "Shift+Tab");
  await expect(page.getByText("−6 B", { exact: true })).toBeVisible();
  await expect(page).toHaveURL(/\?compare=[\w-]+\.\.\.[\w-]+$/);
  await page.reload();
  await expect(page.getByText("−6 B", { exact: true })).toBeVisible();
  // The other way round: Tab would stay in the editor.
  await press(page, page.getByRole("button", { name: "Latest build" }), "Shift+Tab");
  await expect(page.getByText("+6 B", { exact: true })).toBeVisible();
  await expect(page).not.toHaveURL(/compare/);
  expect(await faultsInBoth(page, "[data-pane=result]")).toEqual([]);

  await tabTo(page, page.getByRole("tab", { name: "Compare" }), "Shift+Tab");
  await page.keyboard.press("Home");
  const menu = page.getByRole("button", { name: /earlier builds and images/ });
  const row = page.getByRole("list", { name: "Last builds" }).getByRole("listitem").nth(1);
  const choose = async (item: string) => {
    await press(page, row.getByRole("button", { name: /Actions/ }));
    await chooseByKey(page, item);
  };
  await tabTo(page, menu);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("img", { name: /^Size of the last \d+ builds/ })).toBeVisible();
  await choose("Name…");
  await typeInField(page, "before the port");
  await page.keyboard.press("Enter");
  await expect(row).toContainText("before the port");
  await expect(row).toContainText(/of 2 cached/);
  await choose("Pin");
  await expect(row.getByText("Pinned")).toBeAttached();
  await choose("Dockerfile as it was…");
  await press(page, page.getByRole("dialog").getByRole("button", { name: "Restore this Dockerfile" }));
  await expect.poll(() => strata.dockerfile()).toBe(BEFORE);
  await press(page, page.getByRole("button", { name: "Undo" }));
  await expect.poll(() => strata.dockerfile()).toBe(AFTER);
  await press(page, menu, "Shift+Tab");
  await expect(row.getByText("Pinned")).toBeAttached();
  expect(await faultsInBoth(page)).toEqual([]);
});

test("a comparison has a link that is copied by keyboard, opens elsewhere, and says so if an image is gone", async ({
  page,
  strata,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await strata.openWith({ Dockerfile: BEFORE });
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(strata.layer(/echo one/)).toBeVisible();
  await typeInstead(page, AFTER);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.getByRole("button", { name: /^\+6 B.*: compare/ })).toBeVisible();
  await page.keyboard.press("F9");
  // Where the key goes once all is there: below the link.
  await expect(page.getByRole("tree", { name: "Paths that differ" })).toBeVisible();
  await page.keyboard.press("Control+3");
  await press(page, page.getByRole("button", { name: "Copy link to this comparison" }), "Shift+Tab");
  await expect(page.getByText("Link copied", { exact: true })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());

  const other = await context.newPage();
  await other.goto(link);
  await expect(other.getByText("+6 B", { exact: true })).toBeVisible();
  await other.goto(link.replace(/[\w-]+$/, "gone:1"));
  await expect(other.getByText("Nothing to compare")).toBeVisible();
  await expect(other.getByText(/Image "gone:1" not found/)).toBeVisible();
  expect(await faultsInBoth(other, "[data-pane=result]")).toEqual([]);
  await other.getByRole("button", { name: "Compare the latest build" }).press("Enter");
  await expect(other.getByText("+6 B", { exact: true })).toBeVisible();
  await expect(other).not.toHaveURL(/compare/);
});
