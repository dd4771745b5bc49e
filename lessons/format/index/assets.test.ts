import { describe, expect, it } from "vitest";
import { printMistake, readFolder } from "../testReadFolder.ts";

const FILES = {
  "assets/app.py": "a",
  "assets/run.sh": "b",
  "assets/web/index.html": "c",
  "assets/web/css/site.css": "d",
  "beside.txt": "e",
};

function read(hosts: unknown) {
  const index = { title: "T", details: { steps: [{ title: "One", text: "step1.md" }], assets: hosts } };
  const scenario = readFolder({ "index.json": index, "step1.md": "text", ...FILES });
  const assets = scenario.steps[0]?.assets ?? [];
  return {
    placed: assets.map(({ from, to, mode }) => `${from} → ${to}${mode === undefined ? "" : ` ${mode.toString(8)}`}`),
    mistakes: scenario.mistakes.map(printMistake),
    gaps: scenario.gaps.map(({ what }) => what),
  };
}

describe("assets", () => {
  it.each([
    [{ file: "app.py", target: "/root/" }, ["assets/app.py → app.py"]],
    [{ file: "app.py", target: "/root" }, ["assets/app.py → app.py"]],
    [{ file: "app.py", target: "~/src" }, ["assets/app.py → src/app.py"]],
    [{ file: "app.py", target: "~/src/main.py" }, ["assets/app.py → src/main.py"]],
    [{ file: "app.py" }, ["assets/app.py → app.py"]],
    [{ file: "./assets/app.py", target: "./" }, ["assets/app.py → app.py"]],
    [{ file: "run.sh", target: "~/", chmod: "+x" }, ["assets/run.sh → run.sh 755"]],
    [{ file: "run.sh", target: "~/", chmod: "0700" }, ["assets/run.sh → run.sh 700"]],
    [{ file: "run.sh", target: "~/", chmod: 644 }, ["assets/run.sh → run.sh 644"]],
    [{ file: "*", target: "/root" }, ["assets/app.py → app.py", "assets/run.sh → run.sh"]],
    [{ file: "*.py", target: "/home/scrapbook/tutorial/" }, ["assets/app.py → app.py"]],
    [
      { file: "web/**", target: "~/" },
      ["assets/web/css/site.css → css/site.css", "assets/web/index.html → index.html"],
    ],
    [
      { file: "web", target: "~/" },
      ["assets/web/css/site.css → web/css/site.css", "assets/web/index.html → web/index.html"],
    ],
    [{ file: "beside.txt", target: "~/" }, ["beside.txt → beside.txt"]],
  ])("%j", (asset, placed) => {
    expect(read({ host01: [asset] })).toEqual({ placed, mistakes: [], gaps: [] });
  });

  it("come from the client, too, and name a second host", () => {
    const asset = { file: "app.py", target: "~/" };
    expect(read({ client: [asset], host02: [{ ...asset, target: "~/two" }] })).toEqual({
      placed: ["assets/app.py → app.py", "assets/app.py → two/app.py"],
      mistakes: [],
      gaps: ["a second host"],
    });
  });

  it.each([
    [{ file: "no.py", target: "~/" }, "no.py is not in the folder assets. Add it, or correct the name."],
    [
      { file: "../../etc/passwd", target: "~/" },
      "../../etc/passwd is not in the folder assets. Add it, or correct the name.",
    ],
    [
      { file: "app.py", target: "/usr/local/bin/" },
      "/usr/local/bin/ is outside the workspace. Use a path below ~/, the top of the workspace.",
    ],
    [
      { file: "app.py", target: "~/../../etc/cron.d/" },
      "~/../../etc/cron.d/ leaves the workspace. Remove the `..` from the path.",
    ],
    [{ file: "run.sh", target: "~/", chmod: "yes" }, "yes is not a mode. Use +x or digits such as 755."],
    [{ target: "~/" }, "This asset names no file."],
    ["app.py", 'An asset has to be an object such as { "file": "app.py", "target": "~/" }.'],
  ])("%j is a mistake", (asset, message) => {
    const { mistakes } = read({ host01: [asset] });
    expect(mistakes).toHaveLength(1);
    expect(mistakes[0]).toContain(` error ${message}`);
  });
});
