import { ConsolePage } from "./pages/consolePage.ts";
import { expect, test } from "./pages/test.ts";

test.beforeEach(({ strata }) => new ConsolePage(strata).removeContainers());

test("a tutorial's words: a file is made, an image is built, listed, and looked into", async ({ strata }) => {
  const ui = new ConsolePage(strata);
  await strata.openWith({ Dockerfile: "", "notes.txt": "hello\n" });
  await ui.open();
  await ui.run("rm Dockerfile");
  await expect(strata.file(/Dockerfile/)).toHaveCount(0);
  await ui.run("touch Dockerfile && echo 'FROM busybox' > Dockerfile && echo 'COPY notes.txt /' >> Dockerfile && ls");
  await expect(strata.file(/Dockerfile/)).toBeVisible();
  await ui.run("clear; docker build .");
  await ui.expect("writing image sha256:");
  await ui.run("clear; docker build -t my-image:my-tag .");
  await ui.expect("my-image:my-tag");
  await ui.run(
    "clear; mkdir -p other && cp Dockerfile other && docker build -q -t my-image:other -f other/Dockerfile .",
  );
  await ui.expect(/sha256:[0-9a-f]{64}/);
  await ui.run("clear; docker image ls my-image");
  await ui.expect(/my-image\s+other/);
  await ui.run("clear; docker image rm my-image:other");
  await ui.expect("Untagged: my-image:other");
  await ui.run("clear; docker images | grep my-image");
  await ui.expect(/my-image\s+my-tag/);
  await ui.run("clear; docker history my-image:my-tag");
  await ui.expect("COPY notes.txt /");
  await ui.run("clear; docker inspect -f '{{.Architecture}}' my-image:my-tag");
  await ui.expect(/amd64|arm64/);
});

test("a container is run, gone into, changed, compared, committed, stopped, and removed", async ({ strata }) => {
  const ui = new ConsolePage(strata);
  await strata.openWith({ Dockerfile: "FROM busybox\n" }, { tag: "simple:app" });
  await strata.build();
  await ui.open();
  await ui.run("docker run -d --name sample simple:app sleep 600");
  await ui.expect(/[0-9a-f]{64}/);
  await expect(strata.tab(/^Console/)).toContainText("sample");
  await ui.run("clear; docker ps");
  await ui.expect(/simple:app\s+"sleep 600"/);
  await ui.run("clear; docker exec -it sample sh");
  await ui.expect("#");
  await ui.run("echo x > /made && exit");
  await ui.expect("$");
  await ui.run("clear; docker diff sample");
  await ui.expect("A /made");
  await ui.run('clear; docker commit -m "added file" -a "my name" sample simple:app1');
  await ui.expect(/sha256:[0-9a-f]{64}/);
  await ui.run("clear; docker run --rm simple:app1 cat /made");
  await ui.expect("x");
  await ui.run("clear; docker stop -t 0 sample && docker rm sample && docker ps -a -q | wc -l");
  await ui.expect(/sample\s*sample\s*0/);
});

test("a console goes on through a reload, and its keys can be left", async ({ page, strata }) => {
  const ui = new ConsolePage(strata);
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await ui.open();
  await ui.run("echo before the reload");
  await ui.expect("before the reload");
  await page.reload();
  await ui.expect("before the reload");
  await ui.keyboard.focus();
  await expect(page.getByText("Esc, Tab leaves")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Tab leaves the terminal")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(ui.keyboard).not.toBeFocused();
  await strata.tab(/^Problems/).click();
  await page.keyboard.press("ArrowRight");
  await expect(strata.tab(/^Console/), "the arrow keys stay among the tabs").toBeFocused();
  await page.keyboard.press("Enter");
  await expect(ui.keyboard).toBeFocused();
  await ui.listContainers();
  await ui.listContainers();
  await expect(page.getByText("No containers yet"), "another press does not hide them").toBeVisible();
  await page.getByRole("button", { name: "Terminal", exact: true }).click();
  await expect(ui.keyboard).toBeFocused();
});
