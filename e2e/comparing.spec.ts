import { faultsIn } from "./pages/faults.ts";
import { chooseByKey, press, tabTo } from "./pages/keys.ts";
import { expect, test } from "./pages/test.ts";

const BEFORE = "FROM busybox\nRUN echo one > /text && echo kept > /kept\nENV PORT=8000\n";
const AFTER =
  "FROM busybox\nRUN echo two > /text && echo kept > /kept && mkdir /more && echo 12345 > /more/new\nENV PORT=8080\n";

test("what the last edit did is shown by one key, and its build is named, pinned, and gives its Dockerfile back, all by keyboard", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: BEFORE });
  await strata.build();
  await strata.replaceText(AFTER);
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
  await page.keyboard.press("Escape");

  await tabTo(page, page.getByRole("tab", { name: /^Files ?2/ }), "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("region", { name: "Dockerfile before and after" })).toContainText("8080");
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("row", { name: "Env PORT 8000 8080" })).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByText("No package manager left a list in either image.")).toBeVisible();

  await expect(page.getByText("1 layer new, 1 shared", { exact: true })).toBeVisible();
  await press(page, page.getByRole("button", { name: "Swap the two" }), "Shift+Tab");
  await expect(page.getByText("−6 B", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByText("−6 B", { exact: true })).toBeVisible();
  // The other way round: Tab would stay in the editor.
  await press(page, page.getByRole("button", { name: "Latest build" }), "Shift+Tab");
  await expect(page.getByText("+6 B", { exact: true })).toBeVisible();
  expect(await faultsIn(page, "light")).toEqual([]);

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
  await page.keyboard.type("before the port");
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
  await menu.focus();
  await page.keyboard.press("Enter");
  await expect(row.getByText("Pinned")).toBeAttached();
  expect(await faultsIn(page, "dark")).toEqual([]);
});
