import { expect, type Locator, type Page } from "@playwright/test";

/** More than there are places on the page to stop at. */
const MOST = 150;

/**
 * Asks whether an element has the focus. It is looked for by its role only once, and again if the page drew another in its
 * place: reading the roles of a whole page takes longer than a key.
 */
async function focusOf(element: Locator): Promise<() => Promise<boolean>> {
  let node = await element.elementHandle();
  return async () => {
    const state = await node?.evaluate((it) => (it.isConnected ? it === document.activeElement : undefined));
    if (state === undefined) node = await element.elementHandle();
    return state ?? (await node?.evaluate((it) => it === document.activeElement)) ?? false;
  };
}

/** Presses Tab (or Shift+Tab) until the element has the focus, as somebody without a mouse does. */
export async function tabTo(page: Page, element: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(element).toBeVisible();
  const hasFocus = await focusOf(element);
  for (let pressed = 0; !(await hasFocus()); pressed += 1) {
    if (pressed === MOST) throw new Error(`${key} does not reach ${element}`);
    await page.keyboard.press(key);
  }
}

/** Goes there with Tab, and presses Enter. */
export async function press(page: Page, element: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await tabTo(page, element, key);
  await page.keyboard.press("Enter");
}

/** Of the menu that is open: goes to an item with the arrow keys, and presses Enter. */
export async function chooseByKey(page: Page, name: string): Promise<void> {
  const item = page.getByRole("menuitem", { name });
  await expect(item).toBeVisible();
  const hasFocus = await focusOf(item);
  for (let pressed = 0; !(await hasFocus()); pressed += 1) {
    if (pressed === 30) throw new Error(`the arrow keys do not reach ${name}`);
    const before = await page.evaluateHandle(() => document.activeElement);
    await page.keyboard.press("ArrowDown");
    // The focus follows in a task of its own: a second key now would jump over an item.
    await page.waitForFunction((element) => document.activeElement !== element, before);
  }
  await page.keyboard.press("Enter");
}

/** Once the image of a build is there, goes to it with its key. */
export async function goToImage(page: Page): Promise<void> {
  await expect(page.getByRole("link", { name: "Download", exact: true })).toBeVisible();
  await expect(page.getByRole("listbox", { name: /^Layers/ })).toBeVisible();
  await page.keyboard.press("Control+3");
}

/** Types into the field that has just opened, once it has the focus. */
export async function typeInField(page: Page, text: string): Promise<void> {
  await expect(page.locator("input:focus")).toBeVisible();
  await page.keyboard.type(text);
}

/** Goes to the editor with its key, and replaces all of the open file at once. */
export async function typeInstead(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+2");
  await expect(page.getByText("Esc, Tab leaves")).toBeVisible();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}
