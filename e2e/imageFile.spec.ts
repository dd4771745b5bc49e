import { faultsInBoth } from "./pages/faults.ts";
import { chooseByKey, goToImage, press, tabTo } from "./pages/keys.ts";
import { expect, test } from "./pages/test.ts";

const DOCKERFILE = [
  "FROM busybox",
  "RUN mkdir /app && printf 'one\\ntwo\\n' > /app/main.py",
  "RUN printf 'one\\nthree\\n' > /app/main.py && echo KEY=of-nobody > /app/.env",
  "RUN chmod 700 /app/main.py",
  "RUN rm /app/.env",
  "",
].join("\n");

test("a secret that a layer hides is found, traced to its lines, compared, and downloaded, all by keyboard", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: DOCKERFILE });
  await page.keyboard.press("Control+Enter");
  await strata.untilFinished();
  await goToImage(page);
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search for")).toBeFocused();
  await page.keyboard.type("key=of");
  const dialog = page.getByRole("dialog", { name: "Search the image" });
  await expect(dialog.getByRole("status")).toContainText("1 line in 1 file");
  await expect(dialog.getByRole("treeitem")).toContainText("hidden");
  expect(await faultsInBoth(page, "[role=dialog]")).toEqual([]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");

  const secret = page.getByRole("region", { name: "Contents of /app/.env" });
  await expect(secret).toBeFocused();
  await expect(secret.locator(".view-lines")).toContainText("KEY=of-nobody");
  await expect(secret.getByRole("listitem")).toHaveText([/^Line 3made it/, /^Line 5hid it/]);
  await press(page, secret.getByRole("button", { name: "Go to line 5" }));
  await expect(page.getByText("Ln 5, Col")).toBeVisible();

  await page.keyboard.press("Control+3");
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search for")).toBeFocused();
  await page.keyboard.type("main.py");
  await tabTo(page, dialog.getByRole("radio", { name: "Content" }));
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("status")).toHaveText("1 path");
  await tabTo(page, dialog.getByRole("tree"));
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const file = page.getByRole("region", { name: "Contents of /app/main.py" });
  await expect(file.getByRole("listitem")).toHaveText([/made it/, /changed its content/, /changed its mode/]);
  expect(await faultsInBoth(page, "[data-pane=result]")).toEqual([]);
  await press(page, file.getByRole("button", { name: "Compare layer 3 with layer 2" }));
  const diff = page.getByRole("dialog", { name: /layer 2 and layer 3/ });
  await expect(diff.locator(".modified-in-monaco-diff-editor .view-lines")).toContainText("three");
  expect(await faultsInBoth(page, "[role=dialog]")).toEqual([]);
  await page.keyboard.press("Escape");

  await press(page, file.getByRole("button", { name: "Hex" }));
  await expect(file.getByText("6f 6e 65 0a 74 68 72 65")).toBeVisible();
  const saved = page.waitForEvent("download");
  await press(page, file.getByRole("button", { name: "Download…" }), "Shift+Tab");
  await chooseByKey(page, "This file");
  expect((await saved).suggestedFilename()).toBe("main.py");
});

test("a drawing of the image is a picture, runs nothing, and opens from its layer, too", async ({ page, strata }) => {
  const script = "document.title='run';fetch('/run')";
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="${script}"><script>${script}</script></svg>`;
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await strata.openWith({ Dockerfile: "FROM scratch\nCOPY a.svg /\n", "a.svg": drawing });
  await strata.build();
  await page.getByRole("tab", { name: "Files" }).click();
  await page.getByRole("tree", { name: "Files in the image" }).getByText("a.svg").click();
  const picture = page.getByRole("img", { name: "/a.svg" });
  await expect(picture).toHaveJSProperty("complete", true);
  await expect(picture).toHaveJSProperty("naturalWidth", 9);
  await expect(picture).toHaveAttribute("src", /^blob:/);
  expect(await faultsInBoth(page, "[data-pane=result]")).toEqual([]);
  expect(asked).not.toContain("/run");
  expect(await page.title()).not.toBe("run");

  await page.getByRole("button", { name: "Close file" }).click();
  await page.getByRole("tab", { name: "Layers" }).click();
  await strata.layer(/^COPY/).click();
  await page.getByRole("region", { name: "Layer details" }).getByRole("tree").focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "Contents of /a.svg" })).toBeFocused();
});
