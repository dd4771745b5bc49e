import { mixedDockerfile } from "../bench/language/mixedDockerfile.ts";
import { traceMainThread } from "./pages/mainThread.ts";
import { expect, test } from "./pages/test.ts";

// Recording the page at each key costs it time.
test.use({ trace: "off", screenshot: "off" });

const TYPED =
  'RUN set -eux; if [ -f /etc/x ]; then echo "$HOME at speed" | tee /dev/null; fi && make -j4 install # done\nENV A=b C="$A/d" \n';

/**
 * CPU time, not wall time: the page is not to blame if other programs interrupt a task.
 * Their effect on caches still costs it, and noise only ever adds: so the best of five tries counts.
 */
const LIMIT_MS = 50;
const TRIES = 5;

test("fast typing into 3,000 lines never blocks the page for as long as 50 ms", async ({ page, strata }) => {
  test.setTimeout(300_000);
  await strata.openWith({ Dockerfile: mixedDockerfile(3_000) });
  await strata.tab(/Problems/).click();
  // The grammar is loaded, and so are the rules about commands.
  await expect(strata.problems).toContainText("DL3008");
  await strata.goToLineNumber(1_500);
  await page.keyboard.press("End");
  await page.keyboard.type("\nRUN apt-get install -y curl && echo warm up\n", { delay: 20 });
  const tries: number[] = [];
  while (tries.length < TRIES && (tries.length === 0 || Math.min(...tries) > LIMIT_MS)) {
    const tasks = await traceMainThread(page, async () => {
      const line = `ENV TRY=${tries.length}`;
      await page.keyboard.type(`${TYPED}${line}\n`, { delay: 20 });
      // The time after the last key is measured too: diagnostics, colors, folding, the save. The page itself is not
      // queried: a search in it takes longer than all of these.
      await expect.poll(() => strata.dockerfile(), { timeout: 60_000 }).toContain(line);
    });
    expect(tasks.length).toBeGreaterThan(TYPED.length);
    tries.push(Math.max(...tasks));
  }
  expect(Math.min(...tries), `the longest task of each try took ${tries.join(", ")} ms`).toBeLessThan(LIMIT_MS);
});
