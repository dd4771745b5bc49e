import { expect, test } from "./pages/test.ts";

test("a finding is explained with an example, also by keyboard, and fixed or ignored from there", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: "FROM debian:12\nRUN sudo make\nRUN cd /tmp && make\n" });
  await strata.tab(/Problems/).click();
  const unfold = strata.problems.getByRole("button", { name: "About DL3004" });
  await unfold.focus();
  await page.keyboard.press("Enter");
  await expect(unfold).toHaveAttribute("aria-expanded", "true");
  const about = strata.problems.getByRole("region", { name: "About DL3004" });
  await expect(about).toContainText("A build runs as root");
  await expect(about).toContainText("RUN make install");
  await expect(about.getByRole("link", { name: /DL3004/ })).toHaveAttribute("href", /hadolint/);
  await about.getByRole("button", { name: "Remove sudo" }).click();
  await expect.poll(() => strata.dockerfile()).toContain("RUN make\n");
  await expect(strata.problems).not.toContainText("DL3004");

  await strata.problems.getByRole("button", { name: "About DL3003" }).click();
  await strata.problems.getByRole("button", { name: "Ignore DL3003 here" }).click();
  await expect.poll(() => strata.dockerfile()).toContain("# hadolint ignore=DL3003\nRUN cd /tmp");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await expect.poll(() => strata.dockerfile()).not.toContain("hadolint ignore");
});

test("all safe fixes are applied at once", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM debian:12 as Build\nMAINTAINER ada\nENV A b\n" });
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("MaintainerDeprecated");
  await page.getByRole("button", { name: "Fix all safe findings" }).click();
  await expect.poll(() => strata.dockerfile()).toContain("FROM debian:12 AS build\n");
  expect(await strata.dockerfile()).toContain("ENV A=b\n");
  expect(await strata.dockerfile()).not.toContain("MAINTAINER");
});

test("hadolint's failure-threshold shows the result of its command", async ({ page, strata }) => {
  const Dockerfile = "FROM debian:latest\n";
  await strata.openWith({ Dockerfile, ".hadolint.yaml": "failure-threshold: error\n" });
  await strata.tab(/Problems/).click();
  await expect(page.getByText("hadolint passes.")).toBeVisible();
  await strata.openWith({ Dockerfile, ".hadolint.yaml": "failure-threshold: warning\n" });
  await strata.tab(/Problems/).click();
  await expect(page.getByText("hadolint fails.")).toBeVisible();
  await expect(page.getByText("1 finding at or above its failure-threshold (warning).")).toBeVisible();
});

test("an unavailable image and a mistyped file are replaced with existing ones", async ({ strata }) => {
  await strata.openWith({ Dockerfile: "FROM node:20\nCOPY mian.js /\n", "main.js": "" });
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("Did you mean main.js?");
  await strata.problems.getByRole("button", { name: "About copy-source" }).click();
  await strata.problems.getByRole("button", { name: "Change to main.js" }).click();
  await expect(strata.problems).toContainText("node:20 is not stored on this server");
  await strata.problems.getByRole("button", { name: "About image" }).click();
  await strata.problems.getByRole("button", { name: "Use busybox:1.35" }).click();
  await expect.poll(() => strata.dockerfile()).toBe("FROM busybox:1.35\nCOPY main.js /\n");
  await expect(strata.problems).not.toBeVisible();
});
