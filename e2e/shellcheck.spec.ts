import { expect, test } from "./pages/test.ts";

const MIDDLE = [
  "FROM debian:12",
  "ARG keep=/keep",
  "RUN set -e && \\",
  "    # 🐳 what is in the way",
  "    rm -rf $keep && \\",
  "",
  "    echo '🎉🎉' && ls -la $folder && \\",
  "    true",
  "",
].join("\n");

test("a finding in the middle of a RUN is marked there, and its fix applies there", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: MIDDLE });
  await strata.tab(/Problems/).click();
  const finding = strata.problems.getByRole("listitem").filter({ hasText: "SC2086" });
  await expect(finding).toContainText("7:27");
  await expect(finding).toContainText("Double quote to prevent globbing and word splitting.");
  await finding.getByRole("button", { name: "About SC2086" }).click();
  await expect(finding).toContainText("split at spaces");
  await expect(finding.getByRole("link", { name: "SC2086" })).toHaveAttribute("href", /shellcheck\.net\/wiki\/SC2086/);
  await finding.getByRole("button", { name: /Double quote/ }).click();
  await page.keyboard.press("ControlOrMeta+.");
  await expect(strata.editor.getByText("Ignore SC2086 here")).toBeVisible();
  await strata.editor.getByText("Put it in double quotes").click();
  await expect(finding).not.toBeVisible();
  await expect.poll(() => strata.dockerfile()).toBe(MIDDLE.replace("$folder", '"$folder"'));
});

test("a heredoc is checked for its own shell, and a pragma silences a code", async ({ page, strata }) => {
  const Dockerfile = [
    "FROM debian:12",
    "RUN <<EOF",
    "#!/bin/bash",
    "list=(a b)",
    "echo $list",
    "EOF",
    "RUN [[ -f /a ]]",
    "",
  ].join("\n");
  await strata.openWith({ Dockerfile });
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("SC2128");
  await expect(strata.problems).toContainText("SC3010");
  await expect(strata.problems).not.toContainText("SC3030");
  await strata.goToLine(7);
  await page.keyboard.press("ControlOrMeta+.");
  await strata.editor.getByText("Ignore SC3010 here").click();
  await expect(strata.problems).not.toContainText("SC3010");
  await expect(strata.problems).toContainText("SC2128");
  await expect.poll(() => strata.dockerfile()).toContain("# hadolint ignore=SC3010\nRUN [[");
});

test("findings follow the typing", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM debian:12\nRUN ls $one && \\\n    true\n" });
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("one is referenced but not assigned");
  await strata.goToLine(3);
  await page.keyboard.type(" && cat $two");
  await expect(strata.problems).toContainText("two is referenced but not assigned");
  await strata.goToLine(1);
  await page.keyboard.press("Enter");
  await page.keyboard.type("ARG one");
  await expect(strata.problems).not.toContainText("one is referenced");
  await expect(strata.problems).toContainText("4:17");
});

test("hovering explains a code", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM debian:12\nRUN ls $folder\n" });
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("SC2086");
  await strata.editor.getByText("$folder").hover();
  const hover = page.locator(".monaco-hover").filter({ hasText: "split at spaces" });
  await expect(hover.first()).toBeVisible();
});

test("without ShellCheck everything else works", async ({ page, strata }) => {
  await page.route(/shellcheck.*\.wasm/, (route) => route.abort());
  const asked = page.waitForRequest(/shellcheck.*\.wasm/);
  await strata.openWith({ Dockerfile: "FROM busybox:1.35\nRUN sudo ls $folder\n" });
  await strata.tab(/Problems/).click();
  await asked;
  await expect(strata.problems).toContainText("DL3004");
  await strata.goToLine(2);
  await page.keyboard.type(" && sudo true");
  await expect(strata.problems.getByRole("listitem")).toHaveCount(2);
  await expect(strata.problems).not.toContainText("SC2086");
});

test("ShellCheck does not run without a RUN", async ({ page, strata }) => {
  const loaded: string[] = [];
  page.on("request", (request) => loaded.push(request.url()));
  await strata.openWith({ Dockerfile: "FROM busybox:1.35\nMAINTAINER ada\n" });
  await strata.tab(/Problems/).click();
  await expect(strata.problems).toContainText("MaintainerDeprecated");
  await strata.goToLine(2);
  await page.keyboard.press("Enter");
  const asked = page.waitForRequest(/shellcheck.*\.wasm/);
  expect(loaded.filter((url) => /shellcheck/i.test(url))).toEqual([]);
  await page.keyboard.type("RUN ls $folder");
  await asked;
  await expect(strata.problems).toContainText("SC2086");
});
