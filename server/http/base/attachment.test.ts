import { expect, it } from "vitest";
import { attachment, nameAtEnd } from "./attachment.ts";

it.each([
  ["a.txt", 'attachment; filename="a.txt"'],
  ["日本.bin", `attachment; filename="-.bin"; filename*=UTF-8''%E6%97%A5%E6%9C%AC.bin`],
  ["a b.tar", `attachment; filename="a-b.tar"; filename*=UTF-8''a%20b.tar`],
  ["it's (1)*.txt", `attachment; filename="it-s-1-.txt"; filename*=UTF-8''it%27s%20%281%29-.txt`],
])("a file %j is stored under its name", (name, header) => {
  expect(attachment(name)).toBe(header);
});

it.each([
  ["a line break and a quote", 'a"\r\nSet-Cookie: x=1', "a-Set-Cookie-%20x%3D1"],
  ["text that runs backward", "photo\u202egnp.exe", "photo-gnp.exe"],
  ["a path of another system", "..\\..\\c:x", "..-..-c-x"],
  ["bytes that are no UTF-8", "\udcff\udcfe", "-"],
])("nothing of %s is left in a name", (_what, name, stored) => {
  expect(attachment(name).split("filename*=UTF-8''")[1] ?? /"(.*)"/.exec(attachment(name))?.[1]).toBe(stored);
});

it("the name of a file is the last part of its path, and the root has one", () => {
  expect([nameAtEnd("/etc/a b/", ".tar"), nameAtEnd("/")]).toEqual(["a b.tar", "root"]);
});
