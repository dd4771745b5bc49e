import { EXAMPLES } from "../src/features/learn/examples.ts";
import { expect, test } from "./pages/test.ts";

test("every example opens with one click and builds without a network", async ({ strata }) => {
  test.setTimeout(120_000);
  await strata.open();
  for (const { id, title } of EXAMPLES) {
    await strata.openExample(title);
    await expect(strata.workspace(id)).toBeVisible();
    await strata.build();
    await expect(strata.status(/Build finished/), title).toBeAttached();
  }
});
