import { pathsInTar, stored } from "./pages/downloads.ts";
import { faultsInBoth } from "./pages/faults.ts";
import { chooseByKey, goToImage, press, tabTo, typeInstead } from "./pages/keys.ts";
import { expect, test } from "./pages/test.ts";

const RESULT = "[data-pane=result]";
const DOCKERFILE = "FROM busybox\nENV NAME=keys\nRUN mkdir /app && echo one > /app/one\nRUN echo 22 > /app/two\n";

test("by keyboard alone, a file, its folder, its layer, the image, and the list of files are downloaded", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: DOCKERFILE }, { tag: "keys:1" });
  await page.keyboard.press("Control+Enter");
  await strata.untilFinished();
  await goToImage(page);
  const archive = await stored(page, () => press(page, page.getByRole("link", { name: "Download" }), "Shift+Tab"));
  expect(pathsInTar(archive.bytes)).toEqual(expect.arrayContaining(["index.json", "manifest.json", "oci-layout"]));

  await page.keyboard.press("Control+3");
  await page.keyboard.press("/");
  await expect(page.getByLabel("Search for")).toBeFocused();
  await page.keyboard.type("22");
  const dialog = page.getByRole("dialog", { name: "Search the image" });
  await expect(dialog.getByRole("status")).toContainText("1 line in 1 file");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const file = page.getByRole("region", { name: "Contents of /app/two" });
  await expect(file.locator(".view-lines")).toContainText("22");
  const choose = (item: string) =>
    stored(page, async () => {
      await press(page, file.getByRole("button", { name: "Download…" }));
      await chooseByKey(page, item);
    });
  expect(await choose("This file")).toEqual({ name: "two", bytes: Buffer.from("22\n") });
  expect(pathsInTar((await choose("Its folder, as a tar")).bytes).sort()).toEqual(["app/", "app/one", "app/two"]);
  const layer = pathsInTar((await choose("Layer 3, as a tar")).bytes);
  expect(layer).toContain("app/two");
  expect(layer).not.toContain("app/one");
  expect((await choose("The image, for docker load")).bytes.length).toBe(archive.bytes.length);
  const json = JSON.parse((await choose("The list of files, as JSON")).bytes.toString());
  expect(json).toContainEqual(expect.objectContaining({ path: "/app/two", size: 3 }));
  const csv = (await choose("The list of files, as CSV")).bytes.toString().split("\n");
  expect(csv[0]).toMatch(/^path,type,change,size,mode,/);
  expect(csv).toContainEqual(expect.stringMatching(/^\/app\/two,file,,3,0644,/));
  await press(page, file.getByRole("button", { name: "Hex" }));
  expect(await faultsInBoth(page, RESULT)).toEqual([]);
});

test("by keyboard alone, the JSON, a template, and the commands of other tools are copied, and every document is read", async ({
  page,
  strata,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await strata.openWith({ Dockerfile: `${DOCKERFILE}LABEL copied=yes\n` }, { tag: "keys:2" });
  await page.keyboard.press("Control+Enter");
  await strata.untilFinished();
  await goToImage(page);
  await tabTo(page, strata.tab("Layers"), "Shift+Tab");
  for (const tab of ["Files", "History", "Inspect"]) {
    await page.keyboard.press("ArrowRight");
    await expect(strata.tab(tab)).toBeFocused();
  }
  const inspect = page.getByRole("tabpanel", { name: "Inspect" });
  await press(page, inspect.getByRole("button", { name: "Copy JSON" }));
  await expect(page.getByText("JSON copied.", { exact: true })).toBeVisible();
  const answer = await (await page.request.get("/api/images/keys%3A2/inspect")).json();
  expect(JSON.parse(await copied())).toEqual([answer]);

  await press(page, inspect.getByRole("button", { name: "Env" }));
  await press(page, inspect.getByRole("button", { name: "Copy command" }));
  await expect.poll(copied).toBe("docker image inspect -f '{{json .Config.Env}}' keys:2");
  for (const view of ["JSON", "Manifest", "Config", "Index"]) {
    await press(page, inspect.getByRole("button", { name: view, exact: true }), view === "JSON" ? "Shift+Tab" : "Tab");
    await expect(inspect.locator("pre")).toContainText("{");
    // The other documents are drawn by the same part.
    if (view === "JSON" || view === "Manifest") expect(await faultsInBoth(page, RESULT), view).toEqual([]);
  }

  await press(page, page.getByRole("button", { name: "Commands for this view" }), "Shift+Tab");
  for (const command of [/docker image inspect keys:2/, /crane manifest .*\/keys:2/, /skopeo inspect .*keys:2/]) {
    await press(page, page.getByRole("dialog").getByRole("button", { name: new RegExp(`^Copy ${command.source}`) }));
    await expect.poll(copied).toMatch(command);
  }
});

test("by keyboard alone, the stack is turned, and an earlier build is opened from the menu and left again", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: DOCKERFILE });
  await page.keyboard.press("Control+3");
  await tabTo(page, strata.tab("Layers"), "Shift+Tab");
  for (const tab of ["Layers", "Files", "History", "Inspect", "Compare"]) {
    await expect(strata.tab(tab)).toBeFocused();
    // The others without an image differ only in their words.
    if (tab === "Layers" || tab === "Compare") expect(await faultsInBoth(page, RESULT), tab).toEqual([]);
    await page.keyboard.press("ArrowRight");
  }
  await page.keyboard.press("Control+Enter");
  await strata.untilFinished();
  await typeInstead(page, `${DOCKERFILE}RUN echo 333 > /three\n`);
  await page.keyboard.press("Control+Enter");
  await expect(strata.layer(/three/)).toBeVisible();
  await goToImage(page);
  const rows = strata.layers.getByRole("option");
  await expect(rows.first()).toHaveAccessibleName(/^FROM/);
  await press(page, page.getByRole("button", { name: "Dockerfile order" }), "Shift+Tab");
  await expect(page.getByRole("listbox", { name: "Layers, base at bottom" })).toBeVisible();
  await expect(rows.last()).toHaveAccessibleName(/^FROM/);
  await press(page, page.getByRole("button", { name: "Base at bottom" }));
  await expect(rows.first()).toHaveAccessibleName(/^FROM/);

  await press(page, page.getByRole("button", { name: /earlier builds and images/ }), "Shift+Tab");
  const builds = page.getByRole("list", { name: "Last builds" }).getByRole("listitem");
  await press(page, builds.nth(1).getByRole("button").first());
  await expect(strata.layer(/three/)).toHaveCount(0);
  await expect(strata.layer(/two/)).toBeVisible();
  await press(page, page.getByRole("button", { name: "Back to the newest" }), "Shift+Tab");
  await expect(strata.layer(/three/)).toBeVisible();
});

test("by keyboard alone, an image is asked for in a registry, loaded from a file, and looked into", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: `${DOCKERFILE}LABEL away=${Date.now()}\n` }, { tag: "keys:3" });
  await page.keyboard.press("Control+Enter");
  await strata.untilFinished();
  const buffer = await (await page.request.get("/api/images/keys%3A3/archive")).body();
  await page.request.delete("/api/images/keys%3A3?force=true");
  await page.keyboard.press("Control+3");
  await press(page, page.getByRole("button", { name: /earlier builds and images/ }), "Shift+Tab");
  await press(page, page.getByRole("button", { name: /All images/ }));
  const dialog = page.getByRole("dialog", { name: "Images" });
  await tabTo(page, dialog.getByRole("textbox", { name: "Image to pull" }));
  await page.keyboard.type("localhost:1/nobody/nothing");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Registry unreachable");
  await press(page, dialog.getByRole("button", { name: "From Docker…" }));
  await expect(page.getByRole("dialog", { name: /Docker/ })).toBeVisible();
  expect(await faultsInBoth(page, "[role=dialog]")).toEqual([]);
  await page.keyboard.press("Escape");

  const choosing = page.waitForEvent("filechooser");
  await press(page, dialog.getByRole("button", { name: "Load a file…" }), "Shift+Tab");
  await (await choosing).setFiles({ name: "keys.tar", mimeType: "application/x-tar", buffer });
  await expect(dialog.getByText(/^Loaded .*keys:3/)).toBeVisible();
  await press(page, dialog.getByRole("button", { name: "Look into keys:3" }));
  await expect(page.getByText("Image keys:3.")).toBeVisible();
  await expect(strata.layers).toContainText("echo 22");
});
