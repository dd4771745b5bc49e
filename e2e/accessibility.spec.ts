import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./pages/test.ts";

for (const colorScheme of ["light", "dark"] as const) {
  test(`the page after a build has no accessibility fault in the ${colorScheme} theme`, async ({ page, strata }) => {
    await page.emulateMedia({ colorScheme });
    await strata.openWith({ Dockerfile: "FROM busybox\nENV A=1\nRUN echo one > /one\nWORKDIR /app\nCMD cat /one\n" });
    await strata.build();
    await strata.layer(/^RUN/).click();
    const { violations } = await new AxeBuilder({ page }).exclude(".monaco-editor").analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join("\n")}`)).toEqual([]);
  });
}
