import { stored } from "./pages/downloads.ts";
import { expect, test } from "./pages/test.ts";

test("labels, annotations, and stages without the cache are set on the page and reach the build", async ({
  page,
  strata,
}) => {
  const Dockerfile = "FROM busybox AS tools\nRUN echo settings > /s\n\nFROM busybox\nCOPY --from=tools /s /s\n";
  await strata.openWith({ Dockerfile });
  await strata.build();
  await page.getByRole("button", { name: /Build settings/ }).click();
  const dialog = page.getByRole("dialog", { name: "Build settings" });
  await dialog.getByRole("button", { name: "Add label" }).click();
  await dialog.getByLabel("Label name").fill("team");
  await dialog.getByLabel("Value of team").fill("basalt");
  await dialog.getByRole("button", { name: "Add annotation" }).click();
  await dialog.getByLabel("Annotation name").fill("org.example.rock");
  await dialog.getByLabel("Value of org.example.rock").fill("gneiss");
  await dialog.getByRole("checkbox", { name: "tools" }).check();
  await dialog.getByRole("button", { name: "Done" }).click();
  await strata.build();
  await expect(strata.logStep(/^RUN echo settings/)).not.toContainText("cached");
  await expect(strata.logStep(/^COPY --from=tools.*cached/)).toBeVisible();
  await strata.tab("Inspect").click();
  await expect(page.getByRole("tabpanel", { name: "Inspect" })).toContainText("basalt");
  const { manifest } = await (await page.request.get("/api/images/test")).json();
  expect(manifest.annotations).toEqual({ "org.example.rock": "gneiss" });
});

test("cache mounts are listed with their size, and cleared", async ({ page, strata }) => {
  const Dockerfile = "FROM busybox\nRUN --mount=type=cache,target=/root/.listed echo kept > /root/.listed/file\n";
  await strata.openWith({ Dockerfile });
  await strata.build();
  await page.getByRole("button", { name: /Build settings/ }).click();
  const mount = page.getByRole("list", { name: "Cache mounts" }).getByRole("listitem").filter({ hasText: ".listed" });
  await expect(mount).toContainText(/\d (k?B)/);
  await mount.getByRole("button", { name: "Clear /root/.listed" }).click();
  await expect(mount).toHaveCount(0);
});

test("a secret that a build misses is filled in, reaches the RUN, and is saved nowhere", async ({ page, strata }) => {
  const value = "first line\nsecond line";
  const words = `echo "words: $(wc -w < /run/secrets/token)" && : ${Date.now()}`;
  const Dockerfile = `FROM busybox\nRUN --mount=type=secret,id=token,required ${words}\n`;
  await strata.openWith({ Dockerfile });
  await strata.buildButton.click();
  await strata.log.getByRole("button", { name: "Fill in the secret" }).click();
  const dialog = page.getByRole("dialog", { name: "Build settings" });
  await expect(dialog.getByLabel("Value of token")).toBeFocused();
  await page.keyboard.insertText(value);
  await dialog.getByRole("button", { name: "Add label" }).click();
  await dialog.getByLabel("Label name").fill("team");
  await dialog.getByRole("button", { name: "Done" }).click();
  await strata.build();
  await expect(strata.log).toContainText("words: 4");
  await expect(page.getByText(/· Saved/)).toBeVisible();
  // The settings are in the comment of the zip, as they are.
  const { bytes } = await stored(page, () => strata.chooseInWorkspaceMenu("Export as zip"));
  const saved = await (await page.request.get("/api/workspace")).text();
  const storage = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  for (const text of [saved, bytes.toString("latin1")]) expect(text).toContain("team");
  for (const text of [saved, bytes.toString("latin1"), storage]) expect(text).not.toContain("second line");
  await page.reload();
  await page.getByRole("button", { name: /Build settings/ }).click();
  await expect(dialog.getByLabel("Value of token")).toHaveValue("");
});

test("a folder and an image have names in a build, and the forecast knows them", async ({ page, strata }) => {
  const Dockerfile = "FROM base\nCOPY --from=lib rock.txt /\nRUN cat /rock.txt\n";
  await strata.openWith({ Dockerfile, "stones/rock.txt": `a slab of marble, ${Date.now()}\n` });
  await page.getByRole("button", { name: /Build settings/ }).click();
  const dialog = page.getByRole("dialog", { name: "Build settings" });
  for (const [name, kind] of [
    ["lib", "Folder"],
    ["base", "Image"],
  ] as const) {
    await dialog.getByRole("button", { name: "Add context" }).click();
    await dialog.getByLabel("Context name").last().fill(name);
    await dialog.getByLabel(`Kind of ${name}`).selectOption(kind);
  }
  await dialog.getByLabel("Source of lib").selectOption("stones");
  await dialog.getByLabel("Source of base").fill("busybox");
  await dialog.getByRole("button", { name: "Done" }).click();
  await strata.build();
  await expect(strata.log).toContainText("a slab of marble");
  await expect(strata.nextBuild).toContainText("all cached");
});
