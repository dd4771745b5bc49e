import { expect, test } from "./pages/test.ts";

test("hadolint's rules check the commands of a RUN once the grammar is loaded", async ({ strata }) => {
  await strata.openWith({
    Dockerfile: "FROM debian:12\nRUN make && \\\n    apt-get install -y curl\nMAINTAINER ada\n",
  });
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("DL3008");
  await expect(strata.problems).toContainText("3:24");
  await expect(strata.problems).toContainText("MaintainerDeprecated · DL4000");
});

test("a .hadolint.yaml beside the Dockerfile is applied", async ({ strata }) => {
  const Dockerfile = "FROM debian:12\nRUN sudo apt-get install -y curl\n";
  await strata.openWith({ Dockerfile, ".hadolint.yaml": "ignored: [DL3008]\n" });
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("DL3004");
  await expect(strata.problems).not.toContainText("DL3008");
});

test("a finding says why it matters and a better way, and is fixed or ignored with its quick fixes", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: "FROM busybox:1.35\nRUN sudo make\n" });
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("DL3004");
  await strata.editor.getByText("sudo").hover();
  const hover = page.locator(".monaco-hover").filter({ hasText: "A build runs as root" });
  await expect(hover.first()).toBeVisible();
  await expect(hover.first()).toContainText("RUN make install");
  await strata.goToLine(2);
  await page.keyboard.press("Home");
  for (let step = 0; step < 6; step++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ControlOrMeta+.");
  await expect(page.getByText("Ignore DL3004 here")).toBeVisible();
  await page.getByText("Remove sudo").click();
  await expect.poll(() => strata.dockerfile()).toBe("FROM busybox:1.35\nRUN make\n");
  await expect(strata.problems).not.toBeVisible();
});
