import { describe, expect, it } from "vitest";
import { readStepText } from "../testReadFolder.ts";

describe("actions of inline code", () => {
  it.each([
    ["`docker ps`{{execute}}", '<p>[execute "docker ps" inline=true]</p>'],
    ["`docker ps`{{exec}}", '<p>[execute "docker ps" inline=true]</p>'],
    ["``docker ps``{{execute}}", '<p>[execute "docker ps" inline=true]</p>'],
    ["`docker ps`{{exec interrupt}}", '<p>[interrupt "docker ps" inline=true]</p>'],
    ["`docker ps`{{execute interrupt}}", '<p>[interrupt "docker ps" inline=true]</p>'],
    ["`docker ps`{{execute HOST1}}", '<p>[execute "docker ps" inline=true]</p>'],
    ["`docker ps`{{execute T1}}", '<p>[execute "docker ps" inline=true]</p>'],
    ["`^C`{{execute ctrl-seq}}", '<p>[interrupt "" inline=true shown="^C"]</p>'],
    ["`hello`{{copy}}", '<p>[copy "hello" inline=true]</p>'],
    ["`./src/app.py`{{open}}", '<p>[open src/app.py inline=true shown="./src/app.py"]</p>'],
    ["`/root/Dockerfile`{{open}}", '<p>[open Dockerfile inline=true shown="/root/Dockerfile"]</p>'],
    ["`only shown`{{}}", "<p><code>only shown</code></p>"],
    ["`{{.Names}}` is a format", "<p><code>{{.Names}}</code> is a format</p>"],
    ["<code>docker ps</code>{{execute}}", '<p>[execute "docker ps" inline=true]</p>'],
  ])("%s", (text, expected) => {
    const { printed, mistakes } = readStepText(text);
    expect(printed).toBe(expected);
    expect(mistakes).toEqual([]);
  });

  it("keeps the lines of a command that has several", () => {
    expect(readStepText("`docker ps\ndocker images`{{execute}}").printed).toBe(
      '<p>[execute "docker ps\\ndocker images" inline=true]</p>',
    );
  });

  it("leaves the text behind the action alone", () => {
    expect(readStepText("Run `docker ps`{{execute}}, then read on.").printed).toBe(
      '<p>Run [execute "docker ps" inline=true], then read on.</p>',
    );
  });
});

describe("actions of fenced blocks", () => {
  it.each([
    ["```\ndocker ps\n```{{execute}}", '[execute "docker ps"]'],
    ["```sh\ndocker ps\n```{{exec interrupt}}", '[interrupt "docker ps" lang=sh]'],
    ["~~~sh\ndocker ps\n~~~{{copy}}", '[copy "docker ps" lang=sh]'],
    ["````\n```\n````{{copy}}", '[copy "```"]'],
    ["```yaml{2,4-5}\na: 1\n```", '[code lang=yaml lit=2,4,5 "a: 1"]'],
    ["```yaml {2}\na: 1\n```{{copy}}", '[copy "a: 1" lang=yaml lit=2]'],
    ["```\nDockerfile\n```{{open}}", '[open Dockerfile shown="Dockerfile"]'],
    ["```\nx\n```{{}}", '[code "x"]'],
    ["- a\n\n  ```\n  docker ps\n  ```{{execute}}\n", '<ul><li><p>a</p>[execute "docker ps"]</li></ul>'],
    ["> ```\n> docker ps\n> ```{{execute}}\n", '<blockquote>[execute "docker ps"]</blockquote>'],
  ])("%j", (text, expected) => {
    const { printed, mistakes } = readStepText(text);
    expect(printed).toBe(expected);
    expect(mistakes).toEqual([]);
  });
});

describe("mistakes in actions", () => {
  it.each([
    ["Run `ls`{{exceute}}", "step1.md:1:5-1:20 error Unknown action {{exceute}}. Did you mean {{execute}}?"],
    ["Run `ls`{{execute now}}", "step1.md:1:5-1:24 warning Unknown word now in {{execute now}}. It is ignored."],
    [
      "` `{{execute}}",
      "step1.md:1:1-1:15 error This action has no text. Write the command, text, or file in front of it.",
    ],
    [
      "`../../etc/passwd`{{open}}",
      "step1.md:1:1-1:27 error ../../etc/passwd leaves the workspace. Remove the `..` from the path.",
    ],
    [
      "`/etc/passwd`{{open}}",
      "step1.md:1:1-1:22 error /etc/passwd is outside the workspace. Use a path below ~/, the top of the workspace.",
    ],
  ])("%s", (text, expected) => {
    expect(readStepText(text).mistakes).toEqual([expected]);
  });
});
