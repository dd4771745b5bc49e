import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./pages/test.ts";

const images = (page: Page) => page.getByRole("dialog", { name: "Images" });

async function openImages(page: Page): Promise<void> {
  await page.getByRole("button", { name: /earlier builds and images/ }).click();
  await page.getByRole("button", { name: /All images/ }).click();
  await expect(images(page).getByRole("table")).toBeVisible();
}

async function choose(page: Page, name: string, item: string): Promise<void> {
  await images(page)
    .getByRole("button", { name: `Actions for ${name}` })
    .click();
  await page.getByRole("menuitem", { name: item }).click();
}

test("an image is pushed, pulled, removed in spite of a container, loaded from a file, and opened", async ({
  page,
  strata,
  baseURL,
}) => {
  const note = `${Date.now()}`;
  await strata.openWith({ Dockerfile: `FROM busybox\nRUN echo ${note} > /one\n` }, { tag: "shelf:1" });
  await strata.build();
  await strata.replaceText(`FROM busybox\nRUN echo ${note} > /one\nRUN echo two > /two\n`);
  await strata.build();
  await openImages(page);
  const dialog = images(page);
  await expect(dialog.getByRole("region", { name: "Shared layers" })).toContainText(/\d layers?, .*saves/);
  expect((await new AxeBuilder({ page }).include("[role=dialog]").analyze()).violations).toEqual([]);

  // The size that docker images shows.
  const { Size } = await (await page.request.get("/api/images/shelf%3A1/inspect")).json();
  const row = dialog.getByRole("row").filter({ hasText: "shelf" }).first();
  await expect(row.getByTitle(`${Number(Size).toLocaleString("en-US")} bytes`)).toBeVisible();

  const name = `${new URL(baseURL ?? "").host}/team/shelf:1`;
  await choose(page, "shelf:1", "Push…");
  await dialog.getByRole("textbox", { name: /Name in the registry/ }).fill(name);
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(`Pushed ${name}.`)).toBeVisible();
  await dialog.getByRole("textbox", { name: "Image to pull" }).fill(name);
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(`${name} is up to date.`)).toBeVisible();
  await dialog.getByRole("textbox", { name: "Image to pull" }).fill("localhost:1/nobody/nothing");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Registry unreachable");

  const archive = await (await page.request.get("/api/images/shelf%3A1/archive")).body();
  const created = await page.request.post("/api/containers", { data: { image: "shelf:1", name: `user${note}` } });
  expect(created.status(), await created.text()).toBe(201);
  await choose(page, "shelf:1", "Remove image…");
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(dialog.getByText("image is being used by stopped container")).toBeVisible();
  await dialog.getByRole("button", { name: "Remove anyway" }).click();
  await expect(dialog.getByRole("button", { name: "shelf", exact: true })).toBeHidden();
  await dialog.locator("input[type=file]").setInputFiles({ name: "shelf.tar", mimeType: "x", buffer: archive });
  await expect(dialog.getByText(/^Loaded .*shelf:1/)).toBeVisible();

  await choose(page, "shelf:1", "Open in History");
  await expect(dialog).toBeHidden();
  await expect(page.getByText("Image shelf:1.")).toBeVisible();
  await expect(page.getByRole("table")).toContainText(note);
});
