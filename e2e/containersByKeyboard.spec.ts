import { ConsolePage } from "./pages/consolePage.ts";
import { chooseByKey, goToImage, press, tabTo } from "./pages/keys.ts";
import { expect, test } from "./pages/test.ts";

test.beforeEach(({ strata }) => new ConsolePage(strata).removeContainers());

test("an image is run, looked into, committed, and its container removed, all by keyboard", async ({
  page,
  strata,
}) => {
  const ui = new ConsolePage(strata);
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await strata.openWith({ Dockerfile: 'FROM busybox\nRUN echo 1 > /one\nCMD ["sh"]\n' }, { tag: "keys:1" });
  await page.keyboard.press("Control+Enter");
  await expect(button("Run")).toBeVisible();

  await page.keyboard.press("Control+3");
  await press(page, button("Run"), "Shift+Tab");
  await tabTo(page, page.getByLabel("Name", { exact: true }), "Shift+Tab");
  await page.keyboard.type("sample");
  await page.keyboard.press("Enter");
  await expect(ui.keyboard, "the terminal of the container").toBeFocused();
  await ui.expect("#");
  await page.keyboard.type("echo made > /made-inside");
  await page.keyboard.press("Enter");
  await expect(strata.layer(/^Writable layer of sample, .*1 added/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Shift+Tab");
  await expect(ui.keyboard).not.toBeFocused();

  await press(page, page.getByRole("button", { name: /^Containers/ }), "Shift+Tab");
  await press(page, ui.container(/^sample/).getByRole("button", { name: "Actions for sample" }));
  await chooseByKey(page, "Rename…");
  await expect(page.getByLabel("New name")).toBeFocused();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("renamed");
  await page.keyboard.press("Enter");
  await press(page, ui.container(/^renamed/).getByRole("button", { name: "Actions for renamed" }));
  await chooseByKey(page, "Commit…");
  await tabTo(page, page.getByRole("dialog").getByLabel("Tag"));
  await page.keyboard.type("keys:2");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: /^keys:2/ })).toBeVisible();

  await press(page, ui.container(/^renamed/).getByRole("button", { name: "Stop" }), "Shift+Tab");
  await expect(ui.container("renamed, exited")).toBeVisible();
  await press(page, page.getByRole("button", { name: "Actions for renamed" }));
  await chooseByKey(page, "Remove…");
  await press(page, page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }));
  await expect(page.getByText("No containers yet")).toBeVisible();
});

test("images are found, tagged, and removed by keyboard", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nRUN echo 1 > /one\n" }, { tag: "keyed:keys" });
  await page.keyboard.press("Control+Enter");
  const menu = page.getByRole("button", { name: /earlier builds and images/ });
  await goToImage(page);
  await press(page, menu, "Shift+Tab");
  await press(page, page.getByRole("button", { name: /All images/ }));
  const dialog = page.getByRole("dialog", { name: "Images" });
  await press(page, dialog.getByRole("button", { name: "Actions for keyed:keys" }));
  await chooseByKey(page, "Add tag…");
  await expect(dialog.getByRole("textbox", { name: /New tag/ })).toBeFocused();
  await page.keyboard.type("keyed:more");
  await page.keyboard.press("Enter");
  await press(page, dialog.getByRole("button", { name: "Actions for keyed:more" }));
  await chooseByKey(page, "Remove this tag");
  await expect(dialog.getByRole("button", { name: "Actions for keyed:more" })).toBeHidden();
  await press(page, dialog.getByRole("button", { name: "Actions for keyed:keys" }));
  await chooseByKey(page, "Open in History");
  await expect(dialog).toBeHidden();
  await expect(strata.tab("History")).toHaveAttribute("aria-selected", "true");
});
