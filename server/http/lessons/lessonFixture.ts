import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** The files of a lesson of two steps, with a question in the second. */
export const TINY_LESSON: Readonly<Record<string, string>> = {
  "index.json": JSON.stringify({
    title: "Tiny",
    description: "A lesson for tests",
    details: {
      intro: { text: "intro.md" },
      steps: [
        { title: "One", text: "one.md" },
        { title: "Two", text: "two.md" },
      ],
      finish: { text: "finish.md" },
      assets: { host01: [{ file: "page.html", target: "~/" }] },
    },
    backend: { imageid: "ubuntu" },
  }),
  "intro.md": "# Welcome\n",
  "one.md": "Write `FROM busybox`{{copy}}.\n\n![A stack](stack.svg)\n",
  "two.md": "Which instruction copies?\n\n>>Which one copies files?<<\n(*) COPY\n( ) RUN\n",
  "finish.md": "Done.\n",
  "stack.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>fetch('/api/workspaces')</script></svg>",
  "assets/page.html": "<p>Hello</p>\n",
  "checks.yaml": `minutes: 3
steps:
  1:
    - goal: The Dockerfile starts from busybox
      id: base
      help: FROM is the first instruction.
      dockerfile: { base: "busybox*" }
  2:
    - goal: The page says goodbye
      id: page
      file: { path: page.html, matches: Goodbye }
`,
};

/** A folder with lessons in it, by their names. */
export function writeLessons(lessons: Readonly<Record<string, Readonly<Record<string, string | Uint8Array>>>>): string {
  const root = mkdtempSync(path.join(tmpdir(), "strata-lessons-"));
  for (const [name, files] of Object.entries(lessons)) {
    for (const [file, content] of Object.entries(files)) {
      const full = path.join(root, name, file);
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, content);
    }
  }
  return root;
}
