import { describe, expect, it } from "vitest";
import { readStepText } from "../testReadFolder.ts";

describe("Markdown", () => {
  it.each([
    ["# One\n\n###### Six", "<h1>One</h1>\n<h6>Six</h6>"],
    [
      "| a | b |\n|:-:|--:|\n| 1 | `x` |",
      "<table><thead><tr><th align=center>a</th><th align=right>b</th></tr></thead><tbody><tr><td align=center>1</td><td align=right><code>x</code></td></tr></tbody></table>",
    ],
    [
      "- [x] done\n- [ ] open",
      "<ul><li><input checked=true></input> done</li><li><input checked=false></input> open</li></ul>",
    ],
    ["3. three", "<ol start=3><li>three</li></ol>"],
    [
      "*a* **b** ~~c~~ <kbd>Ctrl</kbd> <b>d</b>",
      "<p><em>a</em> <strong>b</strong> <del>c</del> <kbd>Ctrl</kbd> <strong>d</strong></p>",
    ],
    ["a<br/>b\n\n---", "<p>a<br></br>b</p>\n<hr></hr>"],
    ["> quoted", "<blockquote><p>quoted</p></blockquote>"],
    [
      "<details>\n<summary>Hint</summary>\n\n**now** `ls`{{execute}}\n\n```sh\nls\n```{{execute}}\n\n</details>\n\nafter",
      '<details><summary>Hint</summary><p><strong>now</strong> [execute "ls" inline=true]</p>[execute "ls" lang=sh]</details>\n<p>after</p>',
    ],
    [
      '[web](https://example.com "T") [step](#3) [top](#top)',
      "<p><a href=https://example.com title=T>web</a> <a href=#3>step</a> top</p>",
    ],
  ])("%j", (text, expected) => {
    const { printed, mistakes } = readStepText(text);
    expect(printed).toBe(expected);
    expect(mistakes).toEqual([]);
  });
});

describe("of a lesson's HTML nothing but the list of elements survives", () => {
  it.each([
    [
      "<script>alert(1)</script>",
      "",
      "1:1-1:8 warning <script> is not allowed in a lesson and is not shown. Remove it.",
    ],
    [
      "<style>p { color: red }</style>",
      "",
      "1:1-1:7 warning <style> is not allowed in a lesson and is not shown. Remove it.",
    ],
    [
      "<svg onload=alert(1)><text>x</text></svg>",
      "",
      "1:1-1:5 warning <svg> is not allowed in a lesson and is not shown. Remove it.",
    ],
    [
      "<form><button>b</button></form>",
      "b",
      "1:1-1:6 warning <form> is not allowed in a lesson and is not shown. Remove it.",
    ],
    [
      "[j](javascript:alert(1))",
      "<p>j</p>",
      "1:1-1:25 warning This link leads nowhere that is allowed. Use http, https, or #.",
    ],
    [
      'a <a href="JaVaScRiPt:x">raw</a>',
      "<p>a raw</p>",
      "1:3-1:26 warning This link leads nowhere that is allowed. Use http, https, or #.",
    ],
    [
      'a <a href="&#106;avascript:x">raw</a>',
      "<p>a raw</p>",
      "1:3-1:31 warning This link leads nowhere that is allowed. Use http, https, or #.",
    ],
    [
      "[f](file:///etc/passwd)",
      "<p>f</p>",
      "1:1-1:24 warning This link leads nowhere that is allowed. Use http, https, or #.",
    ],
    ["[r](other.md)", "<p>r</p>", "1:1-1:14 warning other.md is not an address on the web. Start it with https://."],
    [
      "[r](//evil.example/x)",
      "<p>r</p>",
      "1:1-1:22 warning //evil.example/x is not an address on the web. Start it with https://.",
    ],
  ])("%s", (text, printed, mistake) => {
    const read = readStepText(text);
    expect(read.printed).toBe(printed);
    expect(read.mistakes[0]).toBe(`step1.md:${mistake}`);
  });

  it("drops handlers, styles, classes, and IDs without a word", () => {
    const { printed, mistakes } = readStepText('<p style="x" onclick="y" class="z" id="q">text</p>');
    expect(printed).toBe("<p>text</p>");
    expect(mistakes).toEqual([]);
  });

  it("has no button without words in braces", () => {
    const { printed } = readStepText(
      '<code data-action="execute" data-at="0-1">rm -rf .</code> <div data-action="execute">x</div>',
    );
    expect(printed).toBe("<p><code>rm -rf .</code></p>\n<div>x</div>");
  });
});

describe("images", () => {
  const files = { "assets/a.png": "x", "b.png": "y", "notes.txt": "z" };

  it("come from the lesson's folder", () => {
    const { printed, mistakes } = readStepText(
      '![a](./assets/a.png "T") ![b](b.png) <img src="/assets/a.png" alt="c">',
      files,
    );
    expect(printed).toBe(
      "<p><img href=assets/a.png alt=a title=T></img> <img href=b.png alt=b></img> <img href=assets/a.png alt=c></img></p>",
    );
    expect(mistakes).toEqual([]);
  });

  it.each([
    [
      "![c](https://example.com/z.png)",
      "1:1-1:32 warning Only images of the lesson's folder are shown. Put the image into it.",
    ],
    [
      "![c](//example.com/z.png)",
      "1:1-1:26 warning Only images of the lesson's folder are shown. Put the image into it.",
    ],
    [
      "![c](data:image/png;base64,AAAA)",
      "1:1-1:33 warning Only images of the lesson's folder are shown. Put the image into it.",
    ],
    [
      "![c](../../etc/passwd)",
      "1:1-1:23 warning ../../etc/passwd is not in the lesson's folder. Add the image, or correct the name.",
    ],
    [
      "![c](%2e%2e/%2e%2e/etc/passwd)",
      "1:1-1:31 warning ../../etc/passwd is not in the lesson's folder. Add the image, or correct the name.",
    ],
    [
      "![c](notes.txt)",
      "1:1-1:16 warning notes.txt is not an image that pages show. Use PNG, JPEG, GIF, WebP, or SVG.",
    ],
    [
      'text <img alt="c" src="no.png">',
      "1:24-1:30 warning no.png is not in the lesson's folder. Add the image, or correct the name.",
    ],
  ])("%s is shown as its words", (text, mistake) => {
    const read = readStepText(text, files);
    expect(read.mistakes).toEqual([`step1.md:${mistake}`]);
    expect(read.printed).toMatch(/c<\/p>$/);
  });
});

describe("addresses of ports", () => {
  it.each([
    ["[open]({{TRAFFIC_HOST1_80}}/a)", '<p>[port 80/a inline=true shown="open"]</p>'],
    ["{{TRAFFIC_HOST1_8080}}/b.", '<p>[port 8080/b inline=true shown="http://localhost:8080/b"].</p>'],
    [
      "See https://[[HOST_SUBDOMAIN]]-80-[[KATACODA_HOST]].environments.katacoda.com/a_b_c",
      '<p>See [port 80/a_b_c inline=true shown="http://localhost:80/a_b_c"]</p>',
    ],
    [
      '<a href="https://[[HOST_SUBDOMAIN]]-80-[[KATACODA_HOST]].environments.katacoda.com/">open</a>',
      '<p>[port 80/ inline=true shown="open"]</p>',
    ],
    ["[open](http://localhost:3000?a=1)", '<p>[port 3000/?a=1 inline=true shown="open"]</p>'],
    ["http://127.0.0.1:3000/x", '<p>[port 3000/x inline=true shown="http://127.0.0.1:3000/x"]</p>'],
    ["`ping [[HOST_IP]]`{{execute}}", '<p>[execute "ping localhost" inline=true]</p>'],
    ["```\n{{TRAFFIC_HOST1_80}}\n```{{copy}}", '[copy "http://localhost:80"]'],
    ['<pre class="file" data-filename="a">[[HOST_IP]]</pre>', '[replace a "localhost\\n"]'],
    ["[no](http://localhost:99999)", "<p><a href=http://localhost:99999>no</a></p>"],
  ])("%s", (text, expected) => {
    const { printed, mistakes } = readStepText(text);
    expect(printed).toBe(expected);
    expect(mistakes).toEqual([]);
  });
});

describe("pages and videos inside a text", () => {
  it.each([
    ['<iframe src="https://example.com/a" title="A page"></iframe>', "<a href=https://example.com/a>A page</a>"],
    [
      '<video><source src="https://example.com/a.mp4"></video>',
      "<p><a href=https://example.com/a.mp4>https://example.com/a.mp4</a></p>",
    ],
    ['<iframe src="javascript:alert(1)"></iframe>', ""],
    ["<iframe srcdoc='<b>inside</b>'></iframe>", ""],
  ])("%s becomes a link, or nothing", (text, expected) => {
    const { printed, mistakes } = readStepText(text);
    expect(printed).toBe(expected);
    expect(mistakes).toEqual([]);
  });
});

describe("gaps in a text", () => {
  it.each([
    ["`ls`{{execute HOST2}}", "a second host"],
    ["`ls`{{execute T2}}", "a second terminal"],
    ["{{TRAFFIC_HOST2_80}}", "a second host"],
    ["[[HOST2_IP]]", "a second host"],
    ["`kubectl get pods`{{execute}}", "Kubernetes"],
    ["```\nls\ndocker compose up\n```{{exec}}", "Docker Compose"],
    ["`docker-compose ps`{{exec}}", "Docker Compose"],
    ["`docker swarm init`{{exec}}", "Docker Swarm"],
    ["`^ESC`{{execute ctrl-seq}}", "keys sent to a program"],
    ["[ports]({{TRAFFIC_SELECTOR}})", "the page that asks for a port"],
    ['<iframe src="https://example.com"></iframe>', "a page or video inside the text"],
  ])("%s", (text, gap) => {
    expect(readStepText(text).scenario.gaps.map(({ what }) => what)).toEqual([gap]);
  });
});
