import { expect, test } from "./pages/test.ts";

const FROM_RUNS = "FROM busybox\nRUN dd if=/dev/zero of=/big bs=1M count=8\n\n# Not needed anymore.\nRUN rm /big\n";

test("a learner finds dead bytes, applies the suggested fix, builds again, and sees what it saved", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: FROM_RUNS });
  await strata.build();
  await page.getByRole("button", { name: "8.4 MB dead: show where" }).click();
  const waste = page.getByRole("dialog", { name: "Waste" });
  await expect(waste).toContainText("Line 2 stored them, line 5 only hides them (/big)");
  await waste.getByRole("button", { name: "Go to layer 2" }).click();
  const note = page.getByRole("region", { name: "Dead bytes" });
  await expect(note).toContainText("8.4 MB still in the image: line 2 stored them, line 5 only hides them");
  await note.getByRole("button", { name: /Show fix/ }).click();
  const preview = page.getByRole("dialog", { name: "Join lines 2 to 5 into one RUN" });
  await expect(preview).toContainText("Saves 8.4 MB in the next build");
  await expect(preview).toContainText("&& rm /big");
  await preview.getByRole("button", { name: "Apply fix" }).click();
  const joined = "FROM busybox\nRUN dd if=/dev/zero of=/big bs=1M count=8 \\\n# Not needed anymore.\n    && rm /big\n";
  await expect.poll(() => strata.dockerfile()).toBe(joined);

  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect.poll(() => strata.dockerfile()).toBe(FROM_RUNS);
  await note.getByRole("button", { name: /Show fix/ }).click();
  await preview.getByRole("button", { name: "Apply fix" }).click();
  await expect.poll(() => strata.dockerfile()).toBe(joined);

  await strata.build();
  await expect(strata.layer(/^RUN dd .*&& rm \/big.*, 0 B/)).toBeVisible();
  await expect(page.getByRole("button", { name: /dead: show where/ })).toBeHidden();
});

test("a fix for copied files leaves a Dockerfile that builds", async ({ page, strata }) => {
  const text = "a message that nobody needs\n".repeat(500);
  await strata.openWith({
    Dockerfile: "FROM busybox\nCOPY . /app/\nRUN rm /app/message.txt\n",
    "message.txt": text,
    "kept.txt": "kept\n",
  });
  await strata.build();
  await page.getByRole("button", { name: "14 kB dead: show where" }).click();
  await page.getByRole("button", { name: /Show fix/ }).click();
  await expect(page.getByRole("region", { name: "Changes in .dockerignore" })).toContainText("message.txt");
  await page.getByRole("button", { name: "Apply fix" }).click();
  await expect.poll(() => strata.dockerfile()).toBe("FROM busybox\nCOPY . /app/\n");
  await strata.build();
  await expect(strata.status(/Build finished/)).toBeAttached();
  await expect(page.getByRole("button", { name: /dead: show where/ })).toBeHidden();
});
