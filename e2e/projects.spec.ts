import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { zipSync } from "fflate";
import { expect, test } from "./pages/test.ts";

/** A Node project with a little over 3,000 files. */
let parent: string;
let project: string;
test.beforeAll(() => {
  parent = mkdtempSync(path.join(tmpdir(), "strata-project-"));
  project = path.join(parent, "nodeapp");
  mkdirSync(path.join(project, "src"), { recursive: true });
  for (let index = 0; index < 300; index++) {
    const folder = path.join(project, "node_modules", `m${index}`);
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < 10; file++) writeFileSync(path.join(folder, `f${file}.js`), "x");
  }
  mkdirSync(path.join(project, ".git"));
  writeFileSync(path.join(project, ".git", "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(path.join(project, ".dockerignore"), "node_modules\n");
  writeFileSync(
    path.join(project, "Dockerfile"),
    `FROM busybox\nCOPY . /app\nRUN find /app -type f | sort && : ${Date.now()}\n`,
  );
  writeFileSync(path.join(project, "package.json"), '{"name":"nodeapp"}');
  writeFileSync(path.join(project, "src", "index.js"), "console.log(1);\n");
  writeFileSync(`${project}.zip`, zipSync(filesBelow(project)));
});

function filesBelow(folder: string): Record<string, Uint8Array> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => path.join(entry.parentPath, entry.name));
  return Object.fromEntries(paths.map((file) => [path.relative(parent, file), readFileSync(file)]));
}

test.afterAll(() => rmSync(parent, { recursive: true }));

test("a Node project of 3,000 files is dropped and built, as a folder and as a zip", async ({ page, strata }) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  const dialog = page.getByRole("dialog", { name: "Open nodeapp" });
  for (const dropped of [project, `${project}.zip`]) {
    await strata.drop(dropped);
    await expect(dialog).toContainText("4 files");
    await expect(dialog).toContainText("3,000 files ignored by .dockerignore: node_modules");
    await expect(dialog).toContainText("1 file left out: .git");
    if (dropped === project) await dialog.getByRole("button", { name: "Open as workspace" }).click();
    else await dialog.getByRole("button", { name: "Replace files" }).click();
    await expect(strata.workspace("nodeapp")).toBeVisible();
    await expect(strata.file(/index\.js/)).toBeVisible();
    await expect(strata.file(/node_modules|\.git$/)).toBeHidden();
    await strata.build();
    await expect(strata.status(/Build finished/)).toBeAttached();
    if (dropped === project) await expect(strata.log).toContainText("/app/src/index.js");
    // Both contain the same files.
    else await expect(strata.logStep(/COPY.*cached/)).toBeVisible();
    await expect(strata.log).not.toContainText("node_modules");
  }
  await strata.chooseInWorkspaceMenu(/^test/);
  await expect(strata.editor).toContainText("FROM busybox");
});

test("an exported workspace is imported again unchanged, with its settings", async ({ page, strata }) => {
  const files = { ".dockerignore": "*\n", Dockerfile: "FROM busybox\nARG A\nCOPY run.sh /\n", "run.sh": "#!/bin/sh\n" };
  await strata.openWith(files, { tag: "round:trip", buildArgs: [{ name: "A", value: "1" }] });
  await strata.file("run.sh").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Make executable" }).click();
  const downloading = page.waitForEvent("download");
  await strata.chooseInWorkspaceMenu("Export as zip");
  const zip = path.join(parent, "exported.zip");
  await (await downloading).saveAs(zip);
  const before = page.url();
  await page.getByLabel("Archive to import").setInputFiles(zip);
  const dialog = page.getByRole("dialog", { name: "Open test" });
  await expect(dialog).toContainText("3 files");
  await dialog.getByRole("button", { name: "Open as workspace" }).click();
  await expect(page).not.toHaveURL(before);
  const contentAt = async (url: string) => {
    const {
      name,
      files: kept,
      settings,
    } = await (await page.request.get(url.replace("/w/", "/api/workspaces/"))).json();
    return { name, files: kept, settings };
  };
  expect(await contentAt(page.url())).toEqual(await contentAt(before));
  await strata.removeWorkspace();
});

test("files without a project are added, dropped or pasted, and a folder of them as a folder", async ({
  page,
  strata,
}) => {
  await strata.openWith({ Dockerfile: "FROM busybox\n" });
  await strata.drop(path.join(project, "package.json"), path.join(project, "src", "index.js"));
  await expect(strata.file("package.json")).toBeVisible();
  await expect(strata.file("index.js")).toBeVisible();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    for (const name of ["one.txt", "two.txt"]) clipboardData.items.add(new File([name], name));
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(strata.file("two.txt")).toBeVisible();
  await strata.drop(path.join(project, "src"));
  const dialog = page.getByRole("dialog", { name: "Open src" });
  await expect(dialog).toContainText("no Dockerfile");
  await dialog.getByRole("button", { name: "Add as folder" }).click();
  await expect(strata.file("src")).toBeVisible();
  await expect(strata.workspace("test")).toBeVisible();
});
