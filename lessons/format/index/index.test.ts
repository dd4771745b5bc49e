import { describe, expect, it } from "vitest";
import { printNodes } from "../testPrintNodes.ts";
import { printMistake, readFolder } from "../testReadFolder.ts";

const STEP = { title: "One", text: "step1.md" };

function mistakesOf(index: unknown, files: Readonly<Record<string, unknown>> = {}): string[] {
  return readFolder({ "index.json": index, "step1.md": "text", ...files }).mistakes.map(printMistake);
}

describe("index.json", () => {
  it("names the lesson, its steps, its texts, and its scripts", () => {
    const scenario = readFolder({
      "index.json": {
        title: "All of it",
        description: "What a lesson has.",
        difficulty: "Beginner",
        time: "5-10 minutes",
        details: {
          intro: { text: "intro.md", code: "set-up.sh", courseData: "hidden.sh", credits: "By **us**" },
          steps: [
            { title: "One", text: "step1/text.md", verify: "step1/verify.sh", hint: "step1/hint.md" },
            { title: "Two", text: "Inline *text* of the step.", answer: "answer.md", foreground: "echo two" },
          ],
          finish: { text: "finish.md", background: "hidden.sh" },
        },
        backend: { imageid: "docker" },
      },
      "intro.md": "Hello",
      "set-up.sh": "echo ready\n",
      "hidden.sh": "touch ready\n",
      "step1/text.md": "First",
      "step1/verify.sh": "test -f Dockerfile\n",
      "step1/hint.md": "Look",
      "answer.md": "So",
      "finish.md": "Done",
    });
    expect(scenario.mistakes).toEqual([]);
    expect(scenario.gaps).toEqual([]);
    expect(scenario).toMatchObject({ title: "All of it", description: "What a lesson has.", minutes: 10 });
    expect(scenario.intro).toMatchObject({
      title: "Introduction",
      foreground: { file: "set-up.sh", text: "echo ready\n" },
      background: { file: "hidden.sh", text: "touch ready\n" },
    });
    expect(printNodes(scenario.intro?.text ?? [])).toBe("<p>Hello</p>\n<p>By <strong>us</strong></p>");
    const [one, two] = scenario.steps;
    expect(one).toMatchObject({ title: "One", verify: { file: "step1/verify.sh", text: "test -f Dockerfile\n" } });
    expect(printNodes(one?.hint ?? [])).toBe("<p>Look</p>");
    expect(two).toMatchObject({ title: "Two", foreground: { file: "index.json", text: "echo two" } });
    expect(printNodes(two?.text ?? [])).toBe("<p>Inline <em>text</em> of the step.</p>");
    expect(printNodes(two?.hint ?? [])).toBe("<details><summary>Solution</summary><p>So</p></details>");
    expect(scenario.finish).toMatchObject({ background: { file: "hidden.sh" } });
  });

  it("may be YAML", () => {
    const scenario = readFolder({
      "index.yaml": "title: In YAML\ndetails:\n  steps:\n    - title: One\n      text: step1.md\n",
      "step1.md": "text",
    });
    expect(scenario).toMatchObject({ title: "In YAML", steps: [{ title: "One" }], mistakes: [] });
  });

  it("may be indented by tabs", () => {
    const text =
      '{\n\t"title": "Tabs",\n\t"details": {\n\t\t"steps": [\n\t\t\t{"title":\t"One", "text": "step1.md"}\n\t\t]\n\t}\n}\n';
    expect(readFolder({ "index.json": text, "step1.md": "a" })).toMatchObject({ title: "Tabs", mistakes: [] });
  });

  it("may list its steps outside of details, by name", () => {
    const scenario = readFolder({
      "index.json": { title: "Old", steps: { step1: STEP, step2: { title: "Two", text: "step2.md" } } },
      "step1.md": "a",
      "step2.md": "b",
    });
    expect(scenario.steps.map(({ title }) => title)).toEqual(["One", "Two"]);
    expect(scenario.mistakes).toEqual([]);
  });

  it("may leave the texts to the names of their files", () => {
    const scenario = readFolder({
      "index.json": { title: "Short" },
      "intro.md": "i",
      "step1.md": "a",
      "step2/text.md": "b",
      "finish.md": "f",
    });
    expect(scenario.steps.map(({ title }) => title)).toEqual(["Step 1", "Step 2"]);
    expect(scenario).toMatchObject({ intro: { title: "Introduction" }, finish: { title: "End" }, mistakes: [] });
  });

  it("makes a step of an introduction that is alone", () => {
    const scenario = readFolder({
      "index.json": { title: "T", details: { intro: { text: "intro.md" } } },
      "intro.md": "a",
    });
    expect(scenario.steps.map(({ title }) => title)).toEqual(["Introduction"]);
    expect(scenario.intro).toBeUndefined();
    expect(scenario.mistakes).toEqual([]);
  });

  it.each([
    ["10 minutes", 10],
    ["5-10 min", 10],
    ["1 hour", 60],
    ["1h 30m", 90],
    ["45 seconds", 1],
    ["15", 15],
    [20, 20],
    ["soon", undefined],
  ])("takes %j for %s minutes", (time, minutes) => {
    expect(
      readFolder({ "index.json": { title: "T", time, details: { steps: [STEP] } }, "step1.md": "a" }).minutes,
    ).toBe(minutes);
  });
});

describe("mistakes in index.json", () => {
  it("is not there", () => {
    expect(readFolder({ "step1.md": "a" }).mistakes.map(printMistake)).toEqual([
      "index.json:1:1-1:1 error This folder has no index.json. Add one with a title and the steps.",
    ]);
  });

  it.each([
    [
      '{\n  "title": "T",\n  "details": { "steps": [] },\n}',
      "4:1-4:2 error index.json is not valid JSON here. Remove the comma before the bracket.",
    ],
    [
      '{\n  "title": "T"\n  "details": {}\n}',
      "3:3-3:4 error index.json is not valid JSON here. Put a comma or a colon in front of this text.",
    ],
    [
      '{\n  "title": "T",\n  "details": {',
      "3:15-3:15 error index.json is not valid JSON here. It ends too early: close every bracket and quote.",
    ],
    ["{\n  'title': 'T'\n}", "2:3-2:4 error index.json is not valid JSON here. Use double quotes."],
    ['{\n  "title": "T" // my lesson\n}', "2:16-2:17 error index.json is not valid JSON here. Remove the comment."],
    ["", "1:1-1:1 error index.json is not valid JSON here. It ends too early: close every bracket and quote."],
    ["[1]", '1:1-1:1 error index.json is not an object. Start it with { "title": … }.'],
  ])("%j", (text, mistake) => {
    expect(readFolder({ "index.json": text, "step1.md": "a" }).mistakes.map(printMistake)).toContain(
      `index.json:${mistake}`,
    );
  });

  it("goes on behind a comma too many", () => {
    const text = '{ "title": "T", "details": { "steps": [ { "title": "One", "text": "step1.md" }, ] } }';
    expect(readFolder({ "index.json": text, "step1.md": "a" })).toMatchObject({
      title: "T",
      steps: [{ title: "One" }],
    });
  });

  it.each([
    [{ details: { steps: [STEP] } }, ['index.json:1:1-1:1 error This lesson has no title. Add "title" to the object.']],
    [
      { title: { en: "T" }, details: { steps: [STEP] } },
      [
        'index.json:1:1-1:1 error This lesson has no title. Add "title" to the object.',
        "index.json:2:12-4:4 error title has to be a text.",
      ],
    ],
    [{ title: "T", details: { steps: "step1.md" } }, ["index.json:4:14-4:24 error steps has to be a list."]],
    [
      { title: "T", details: { steps: ["step1.md"] } },
      ['index.json:5:7-5:17 error A step has to be an object such as { "title": "…", "text": "step1.md" }.'],
    ],
    [
      { title: "T", details: { steps: [{ title: "One" }] } },
      ['index.json:5:7-7:8 error This step has no text. Name a file: "text": "step1.md".'],
    ],
    [
      { title: "T", details: { steps: [{ title: "One", text: "step2.md" }] } },
      ["index.json:7:17-7:27 error step2.md is not in the lesson's folder. Add the file, or correct the name."],
    ],
    [
      { title: "T", details: { steps: [{ ...STEP, verify: "../../etc/passwd" }] } },
      ["index.json:8:19-8:37 error ../../etc/passwd leads out of the lesson's folder. Name a file in it."],
    ],
  ])("%j", (index, mistakes) => {
    expect(mistakesOf(index)).toEqual(mistakes);
  });

  it("has no steps", () => {
    expect(readFolder({ "index.json": { title: "T" } }).mistakes.map(printMistake)).toEqual([
      'index.json:1:1-1:1 error This lesson has no steps. List them in "details": { "steps": [ … ] }.',
    ]);
  });

  it("names a file that is no text, or too long", () => {
    const scenario = readFolder({
      "index.json": { title: "T", details: { steps: [STEP] } },
      "step1.md": "a".repeat(100_001),
    });
    expect(scenario.mistakes.map(({ message }) => message)).toEqual(["step1.md is longer than 100 kB. Split it."]);
  });
});

describe("what a lesson's machine asks for", () => {
  it.each([
    ["docker", undefined, []],
    ["ubuntu", undefined, []],
    ["ubuntu-4GB", undefined, []],
    ["kubernetes-kubeadm-1node", undefined, ["Kubernetes"]],
    ["kubernetes-kubeadm-2nodes", undefined, ["a second host", "Kubernetes"]],
    ["minikube", undefined, ["Kubernetes"]],
    ["python:3.8", undefined, ["a machine with python:3.8"]],
    ["docker", { uilayout: "terminal-terminal" }, ["a second terminal"]],
    ["docker", { uilayout: "terminal-iframe" }, ["a page or video inside the text"]],
    ["docker", { dashboards: [{ name: "Web", port: 80 }] }, ["a dashboard tab"]],
    ["docker", { terminals: [{ name: "Two" }] }, ["a second terminal"]],
    ["docker", { uilayout: "editor-terminal", showdashboard: true }, []],
  ])("%s %j", (imageid, environment, gaps) => {
    const index = {
      title: "T",
      details: { steps: [STEP] },
      backend: { imageid },
      ...(environment ? { environment } : {}),
    };
    expect(readFolder({ "index.json": index, "step1.md": "a" }).gaps.map(({ what }) => what)).toEqual(gaps);
  });

  it("finds paths of the editor below its folder", () => {
    const index = { title: "T", details: { steps: [STEP] }, environment: { uieditorpath: "/root/app" } };
    const text = "`main.py`{{open}} `/root/Dockerfile`{{open}}";
    const scenario = readFolder({ "index.json": index, "step1.md": text });
    expect(printNodes(scenario.steps[0]?.text ?? [])).toContain("open app/main.py");
    expect(printNodes(scenario.steps[0]?.text ?? [])).toContain("open Dockerfile");
  });
});
