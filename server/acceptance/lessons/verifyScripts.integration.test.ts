import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type LessonProgress, lessonProgressSchema, lessonStartedSchema } from "#contract/lesson.ts";
import { routes } from "#contract/routes.ts";
import { workspaceSchema } from "#contract/workspace.ts";
import { textFile } from "#contract/workspaceFiles.ts";
import { writeLessons } from "#server/http/lessons/lessonFixture.ts";
import { type ServerInProcess, startInProcess } from "../serverInProcess.ts";

/** A lesson as others write them: a script says whether its step is done. */
const VERIFIED = {
  "index.json": JSON.stringify({
    title: "Verified",
    description: "A step with scripts",
    details: { steps: [{ title: "One", text: "one.md", verify: "verify.sh", background: "background.sh" }] },
    backend: { imageid: "ubuntu" },
  }),
  "one.md": "Write a Dockerfile.\n",
  "background.sh": "#!/bin/bash\necho prepared > /prepared\n",
  "verify.sh": `#!/bin/bash
grep -q prepared /prepared || exit 9
touch "made-by-verify"
grep -q busybox Dockerfile || { echo "no busybox in $(pwd)/Dockerfile"; exit 3; }
`,
};

let root: string;
let server: ServerInProcess;
beforeAll(async () => {
  root = writeLessons({ verified: VERIFIED });
  server = await startInProcess({ env: { STRATA_LESSONS: root } });
});
afterAll(async () => {
  await server.stop();
  rmSync(root, { recursive: true });
});

it("a verify script decides in a container, with the workspace's files, after the background script; nothing of it stays", async () => {
  const started = await (await server.post(routes.lessonStart("verified"), {})).json();
  const { workspace } = lessonStartedSchema.parse(started);
  const check = async (): Promise<LessonProgress> =>
    lessonProgressSchema.parse(await (await server.post(routes.workspaceLessonCheck(workspace), {})).json());
  const content = async () => workspaceSchema.parse(await (await server.fetch(routes.workspaceById(workspace))).json());

  expect((await check()).verdicts).toEqual([
    {
      goal: "verify",
      state: "failed",
      saw: "verify.sh ended with 3: no busybox in /root/Dockerfile",
      wanted: "verify.sh ends with 0.",
    },
  ]);
  await server.fetch(routes.workspaceById(workspace), {
    method: "PUT",
    headers: { "content-type": "application/json", "if-match": "*" },
    body: JSON.stringify({ ...(await content()), files: [textFile("Dockerfile", "FROM busybox\n")] }),
  });
  const { verdicts, done, finishedAt } = await check();
  expect([verdicts, done]).toEqual([[{ goal: "verify", state: "passed" }], [0]]);
  expect(finishedAt).toBeTypeOf("number");

  expect((await content()).files.map(({ path }) => path)).toEqual(["Dockerfile"]);
  expect(await (await server.fetch(routes.containers())).json()).toEqual({ containers: [] });
  expect(await (await server.fetch(routes.images())).json()).toEqual({ images: [] });
});
