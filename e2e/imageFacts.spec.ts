import { ConsolePage } from "./pages/consolePage.ts";
import { faultsInBoth } from "./pages/faults.ts";
import { press, tabTo } from "./pages/keys.ts";
import { expect, test } from "./pages/test.ts";

const RESULT = "[data-pane=result]";
const DOCKERFILE = `FROM busybox
LABEL org.example.title="two words" a=b
ENV NAME=facts PATH=/app:/bin
RUN --mount=type=cache,target=/root/.cache --mount=type=secret,id=token echo one > /one && echo 22 > /two
RUN rm /one
CMD ["cat", "/two"]
`;

test("facts, history, and inspect are read, explained, and followed to their lines by keyboard", async ({
  page,
  strata,
}) => {
  const ui = new ConsolePage(strata);
  const button = (name: string | RegExp) => page.getByRole("button", { name });
  const turnTo = async (...tabs: string[]) => {
    await tabTo(page, strata.tab("Layers"), "Shift+Tab");
    for (const tab of tabs) {
      await page.keyboard.press("ArrowRight");
      await expect(strata.tab(tab)).toBeFocused();
    }
  };
  await strata.openWith({ Dockerfile: DOCKERFILE }, { tag: "facts:1" });
  await page.keyboard.press("Control+Enter");
  await expect(strata.layer(/rm \/one/)).toBeVisible();

  await strata.layers.focus();
  await page.keyboard.press("Home");
  for (const above of [/^FROM/, /^LABEL/, /^ENV/]) {
    await expect(strata.layer(above)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("ArrowDown");
  }
  await expect(strata.layer(/echo one/)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await press(page, button(/^Facts 7 B · 3 B shown/));
  const facts = page.getByRole("region", { name: "Facts of this layer" });
  for (const words of ["Secret token", "Cache /root/.cache", "no other image here", /as it would be pushed/]) {
    await expect(facts).toContainText(words);
  }
  expect(await faultsInBoth(page, RESULT)).toEqual([]);

  await turnTo("Files", "History");
  const table = page.getByRole("table");
  await press(page, button("Newest first"));
  await expect(table.getByRole("row").nth(1)).toContainText("BusyBox");
  await tabTo(page, page.getByLabel("Full commands"));
  await page.keyboard.press("Space");
  await expect(table).toContainText("echo 22 > /two # buildkit");
  await tabTo(page, page.getByLabel("Raw values"));
  await page.keyboard.press("Space");
  await press(page, table.getByRole("button", { name: /echo one/ }));
  await expect(table).toContainText("Made layer 2.");
  await expect(table).toContainText("# buildkit is a note");
  expect(await faultsInBoth(page, RESULT)).toEqual([]);
  await press(page, table.getByRole("button", { name: "layer 3", exact: true }));
  await expect(strata.layer(/rm \/one/)).toHaveAttribute("aria-selected", "true");

  await turnTo("Files", "History", "Inspect");
  const inspect = page.getByRole("tabpanel", { name: "Inspect" });
  await expect(inspect).toContainText("Marked: what differs from busybox:latest.");
  await press(page, inspect.getByRole("button", { name: "Labels" }));
  await tabTo(page, inspect.getByLabel("Part"));
  await page.keyboard.type("org");
  await expect(inspect).toContainText(`docker image inspect -f '{{index .Config.Labels "org.example.title"}}' facts:1`);
  expect(await faultsInBoth(page, RESULT)).toEqual([]);
  await press(page, inspect.getByRole("button", { name: "Run in the console" }));
  await ui.expect(/facts:1\s*two words/);

  // Tab completes in the terminal, until Escape.
  await page.keyboard.press("Escape");
  await press(page, button("Commands for this view"));
  const commands = page.getByRole("dialog", { name: "Commands for this view" });
  await expect(commands).toContainText("skopeo inspect --config --raw docker-daemon:facts:1");
  expect(await faultsInBoth(page, "[role=dialog]")).toEqual([]);
  // The tooltip of the button in focus goes with it, and none comes because the focus is given back.
  await page.keyboard.press("Tab");
  await expect(page.getByRole("tooltip")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(commands).toBeHidden();
  await expect(page.getByRole("tooltip")).toBeHidden();
  await press(page, inspect.getByRole("button", { name: "Manifest" }));
  await expect(inspect).toContainText("application/vnd.oci.image.manifest.v1+json");
  await press(page, inspect.getByRole("button", { name: "Fields" }), "Shift+Tab");
  await press(page, inspect.getByRole("button", { name: "line 3" }).first());
  await expect(page.getByText("Ln 3, Col 1")).toBeVisible();
});
