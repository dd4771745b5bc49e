import { ConsolePage } from "./pages/consolePage.ts";
import { expect, test } from "./pages/test.ts";

/** Tries everything that a page can try at the server that its query names; its title says when it is done. */
const ATTACK = `<!doctype html><title>trying</title><body><script>
const strata = location.search.slice(1);
const got = {};
const tried = async (name, attempt) => { try { got[name] = String(await attempt()); } catch (error) { got[name] = "refused"; } };
const spec = JSON.stringify({ image: "busybox", name: "planted" });
const socket = (path) => new Promise((resolve, reject) => {
  const one = new WebSocket(strata.replace("http", "ws") + path);
  one.onopen = () => resolve("open");
  one.onerror = () => reject(new Error());
});
const loaded = (element) => new Promise((resolve) => {
  element.onload = element.onerror = () => resolve("loaded");
  document.body.append(element);
});
(async () => {
  await tried("read", async () => (await fetch(strata + "/api/containers")).text());
  await tried("read with cookies", async () => (await fetch(strata + "/api/workspace", { credentials: "include" })).text());
  await tried("JSON", () => fetch(strata + "/api/containers", { method: "POST", headers: { "content-type": "application/json" }, body: spec }));
  await tried("blind", async () => (await fetch(strata + "/api/containers", { method: "POST", mode: "no-cors", body: spec })).type);
  await tried("events", () => new Promise((resolve, reject) => {
    const events = new EventSource(strata + "/api/containers/events");
    events.onopen = () => resolve("open");
    events.onerror = () => { events.close(); reject(new Error()); };
  }));
  await tried("console", () => socket("/api/console?workspace=x"));
  await tried("terminal", () => socket("/api/containers/evil/terminal"));
  const frame = document.createElement("iframe");
  frame.name = "frame";
  frame.src = strata + "/";
  await loaded(frame);
  await tried("frame", () => frame.contentWindow.document.title);
  const form = document.createElement("form");
  Object.assign(form, { method: "POST", action: strata + "/api/containers", enctype: "text/plain", target: "frame" });
  const field = document.createElement("input");
  Object.assign(field, { name: spec.slice(0, -1) + ', "x":"', value: '"}' });
  form.append(field);
  document.body.append(form);
  const answered = new Promise((resolve) => { frame.onload = resolve; });
  form.submit();
  await answered;
  const script = document.createElement("script");
  script.src = strata + "/api/workspace";
  await loaded(script);
  document.body.textContent = JSON.stringify(got);
  document.title = "done";
})();
</script>`;

test("a page that a container serves can neither read Strata's API nor drive it, nor show Strata's page", async ({
  page,
  strata,
  baseURL,
}) => {
  const ui = new ConsolePage(strata);
  await ui.removeContainers();
  const Dockerfile = 'FROM busybox\nCOPY evil.html /www/index.html\nCMD ["httpd", "-f", "-p", "8000", "-h", "/www"]\n';
  await strata.openWith({ Dockerfile, "evil.html": ATTACK });
  await strata.build();
  await ui.runImage({ Name: "evil", Ports: "8000" }, "In the background");
  const row = ui.container("evil, running");
  await expect(row).toContainText("200 OK");
  const address = await row.getByRole("link").getAttribute("href");

  // The same host, another port: as near as another origin can be.
  const server = new URL(baseURL ?? "");
  server.hostname = "127.0.0.1";
  const evil = await page.context().newPage();
  const answers: string[] = [];
  evil.on("response", (response) => {
    if (new URL(response.url()).port === server.port)
      answers.push(`${response.status()} ${new URL(response.url()).pathname}`);
  });
  await evil.goto(`${address}/?${server.origin}`);
  await expect(evil).toHaveTitle("done");
  expect(JSON.parse(await evil.locator("body").innerText())).toEqual({
    read: "refused",
    "read with cookies": "refused",
    JSON: "refused",
    blind: "refused",
    events: "refused",
    console: "refused",
    terminal: "refused",
    frame: "refused",
  });
  // The browser tells only of those that a page could have shown: the frame and the form.
  expect(answers.length).toBeGreaterThanOrEqual(2);
  expect(answers.filter((answer) => !answer.startsWith("403 "))).toEqual([]);
  const { containers } = await (await page.request.get("/api/containers")).json();
  expect(containers.map(({ name }: { name: string }) => name)).toEqual(["evil"]);
});
