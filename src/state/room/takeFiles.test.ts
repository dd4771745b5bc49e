import { expect, test } from "vitest";
import { textFile } from "#contract/workspaceFiles.ts";
import { besideOwn, freePath, type SentFiles } from "./takeFiles.ts";

const own = [textFile("Dockerfile", "FROM busybox"), textFile("app.py", ""), textFile("app-2.py", "")];
const sent = (...paths: string[]): SentFiles => ({
  kind: "files",
  name: "Solution 1",
  files: paths.map((path) => textFile(path, "new")),
});
const pathsOf = (what: SentFiles, files = own) => besideOwn(files, what).map(({ path }) => path);

test.each([
  ["new.py", "new.py"],
  ["app.py", "app-3.py"],
  ["Dockerfile", "Dockerfile-2"],
])("the free path for %s is %s", (path, free) => {
  expect(freePath(own, path)).toBe(free);
});

test("one file is taken beside a learner's own one of the same name", () => {
  expect(pathsOf(sent("Dockerfile"))).toEqual(["Dockerfile-2"]);
});

test("several files are taken in a folder of their own, and a second time in another", () => {
  expect(pathsOf(sent("Dockerfile", "app.py"))).toEqual(["Solution-1/Dockerfile", "Solution-1/app.py"]);
  const once = [...own, ...besideOwn(own, sent("Dockerfile", "app.py"))];
  expect(pathsOf(sent("Dockerfile", "app.py"), once)).toEqual(["Solution-1-2/Dockerfile", "Solution-1-2/app.py"]);
});

test("a name that is no folder's gets one", () => {
  expect(pathsOf({ ...sent("a", "b"), name: "../…" })).toEqual(["from-teacher/a", "from-teacher/b"]);
});
