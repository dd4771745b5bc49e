import { ConsolePage } from "./pages/consolePage.ts";
import { freePort } from "./pages/freePort.ts";
import { importPython } from "./pages/pythonImage.ts";
import type { StrataPage } from "./pages/strataPage.ts";
import { expect, test } from "./pages/test.ts";

test.beforeEach(({ strata }) => new ConsolePage(strata).removeContainers());

test("a web server is run, its page opens in a new tab, its log is followed, and it is stopped and removed", async ({
  strata,
}) => {
  await strata.openWith({ Dockerfile: "FROM busybox\nWORKDIR /www\nRUN echo '<h1>Hello</h1>' > index.html\n" });
  const ui = new ConsolePage(strata);
  await ui.open();
  await ui.run("docker build -q -t web .");
  await ui.expect(/sha256:[0-9a-f]{64}/);
  await serve(strata, "web httpd -f -v -p 8000", { page: "Hello", log: "response:200" });
});

test("so is a web server in Python", async ({ strata, request }) => {
  const python = await importPython(request, "python:3");
  if (python === undefined) process.stderr.write("SKIPPED: a web server in Python: this machine has no python3\n");
  test.skip(python === undefined, "this machine has no python3");
  await strata.openWith({ Dockerfile: "FROM python:3\n" });
  await new ConsolePage(strata).open();
  await serve(strata, `python:3 ${python} -u -m http.server 8000`, {
    page: "Directory listing for /",
    log: '"GET / HTTP/1.1" 200',
  });
});

/** From `docker run` to `docker rm`. */
async function serve(strata: StrataPage, run: string, says: { page: string; log: string }): Promise<void> {
  const { page } = strata;
  const ui = new ConsolePage(strata);
  const port = await freePort();
  await ui.run(`clear; docker run -d --name web -p ${port}:8000 ${run}`);
  await expect(strata.tab(/^Console/)).toContainText("web", { timeout: 60_000 });
  await ui.listContainers();
  await ui.openPort("web, running", port, says.page);
  await page.getByRole("button", { name: "Terminal", exact: true }).click();
  await ui.run("clear; docker logs -f web");
  await ui.expect(says.log);
  await page.keyboard.press("Control+c");
  await ui.run("clear; docker stop -t 0 web && docker rm web && docker ps -aq | wc -l");
  await ui.expect(/web\s*web\s*0/);
}
