import { describe, expect, it } from "vitest";
import { readStepText } from "../testReadFolder.ts";

describe("a block for a file", () => {
  it.each([
    [
      "appends, and ends the paragraph in front of it",
      'Add this:\n<pre class="file" data-filename="Dockerfile" data-target="append">FROM busybox\n</pre>\nThen go on.',
      '<p>Add this:</p>\n[append Dockerfile "FROM busybox\\n" lang=dockerfile]\n<p>Then go on.</p>',
    ],
    [
      "replaces if no target is named, and ends with a line break",
      '<pre class="file" data-filename="app.py">print(1)</pre>',
      '[replace app.py "print(1)\\n" lang=py]',
    ],
    [
      "prepends in the middle of a line",
      'Put <pre class="file" data-filename="a" data-target="prepend">x</pre> first.',
      '<p>Put </p>\n[prepend a "x\\n"]\n<p> first.</p>',
    ],
    [
      "takes the place of a marker, which may be HTML, without a line break of its own",
      '<pre class="file" data-filename="pom.xml" data-target="insert" data-marker="<!-- TODO: more -->">\n&lt;a>\n  <b>\n</pre>',
      '[insert pom.xml at "<!-- TODO: more -->" "<a>\\n  <b>" lang=xml]',
    ],
    [
      "goes to the clipboard, with its entities decoded",
      '<pre class="file" data-target="clipboard">one &amp; two</pre>\nnext *line*',
      '[copy "one & two"]\n<p>next <em>line</em></p>',
    ],
    [
      "may wrap its text in a code with a language",
      '<pre class="file" data-filename="main">\n<code class="language-go">package main\n</code></pre>',
      '[replace main "package main\\n" lang=go]',
    ],
    [
      "may wrap its text in CDATA",
      '<pre class="file" data-filename="a.xml"><![CDATA[\n<a/>\n]]></pre>',
      '[replace a.xml "<a/>\\n" lang=xml]',
    ],
    [
      "keeps blank lines, and what looks like Markdown",
      '<pre class="file" data-filename="README.md">\n# one\n\n- `two`{{execute}}\n</pre>',
      '[replace README.md "# one\\n\\n- `two`{{execute}}\\n" lang=md]',
    ],
    [
      "loses the indent of the list that it stands in",
      '1. one\n\n    <pre class="file" data-filename="x" data-target="append">\n    a\n      b\n    </pre>\n\n2. two',
      '<ol><li><p>one</p>[append x "a\\n  b\\n"]</li><li><p>two</p></li></ol>',
    ],
    [
      "may stand inside details",
      '<details>\n<summary>More</summary>\n<pre class="file" data-filename="x">t</pre>\n</details>',
      '<details><summary>More</summary>[replace x "t\\n"]</details>',
    ],
    [
      "takes paths below the home folder",
      '<pre class="file" data-filename="/root/app/x.sh">a</pre>\n\n<pre class="file" data-filename="~/y">b</pre>',
      '[replace app/x.sh "a\\n" lang=sh]\n[replace y "b\\n"]',
    ],
    ["is only shown if it is for nothing", "<pre>\n`ls`{{execute}} &lt;b&gt;\n</pre>", '[code "`ls`{{execute}} <b>"]'],
    ["is none in inline code", '`<pre class="file">`', '<p><code><pre class="file"></code></p>'],
    ["is none in a comment", '<!-- <pre class="file" data-filename="x">t</pre> -->\n\ntext', "<p>text</p>"],
  ])("%s", (_, text, expected) => {
    const { printed, mistakes } = readStepText(text);
    expect(printed).toBe(expected);
    expect(mistakes).toEqual([]);
  });
});

describe("a block for a file that can't be a button is shown, and reported", () => {
  it.each([
    ['<pre data-filename="../x">a</pre>', "1:1-1:27 error ../x leaves the workspace. Remove the `..` from the path."],
    [
      "<pre class=file data-filename=/etc/x>a</pre>",
      "1:1-1:38 error /etc/x is outside the workspace. Use a path below ~/, the top of the workspace.",
    ],
    [
      "<pre class=file>a</pre>",
      '1:1-1:17 error This block names no file. Add data-filename, or use data-target="clipboard".',
    ],
    [
      "<pre class=file data-filename=x data-target=apend>a</pre>",
      "1:1-1:51 error Unknown data-target apend. Did you mean append?",
    ],
    [
      "<pre class=file data-filename=x data-target=everywhere>a</pre>",
      "1:1-1:56 error Unknown data-target everywhere. Use replace, append, prepend, insert, or clipboard.",
    ],
    [
      "<pre class=file data-filename=x data-target=insert>a</pre>",
      "1:1-1:52 error This block has no data-marker. Name the text that it takes the place of.",
    ],
    [
      "<pre class=file data-filename=x> \n </pre>",
      "1:1-1:33 error This block has no text. Write what goes into the file between <pre> and </pre>.",
    ],
  ])("%s", (text, expected) => {
    const { mistakes, nodes } = readStepText(text);
    expect(mistakes).toEqual([`step1.md:${expected}`]);
    expect(nodes.map(({ kind }) => kind)).toEqual(["code"]);
  });

  it("ends with the text if it is never closed", () => {
    const { printed, mistakes } = readStepText('One.\n\n<pre class="file" data-filename="x">two\n\nthree');
    expect(printed).toBe('<p>One.</p>\n[replace x "two\\n\\nthree\\n"]');
    expect(mistakes).toEqual(["step1.md:3:1-3:37 error This block has no end. Put </pre> behind its last line."]);
  });
});
