import { afterAll, beforeAll, expect, it } from "vitest";
import { imageFilesSchema, layerFilesSchema, stackSchema, type WasteCause, wasteSchema } from "#contract/image.ts";
import { digestSchema } from "#contract/names/digest.ts";
import { routes } from "#contract/routes.ts";
import { applyFix } from "#dockerfile/checks/applyFix.ts";
import { parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import type { DeadFix } from "#dockerfile/services/fixes/deadBytes/deadFix.ts";
import { findDeadFix } from "#dockerfile/services/fixes/deadBytes/findDeadFix.ts";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { type ServerInProcess, startInProcess } from "./serverInProcess.ts";

let server: ServerInProcess;
beforeAll(async () => {
  server = await startInProcess();
});
afterAll(() => server.stop());

const FILES = {
  "app/server.py": "print(1)\n",
  "app/tests/a.py": "assert True\n",
  "message.txt": "hello\n",
  "twice/a": "1\n",
};

/** What is at a path and under it: paths, modes, owners, sizes. */
async function tree(path: string): Promise<readonly string[]> {
  const { children } = imageFilesSchema.parse(await (await server.fetch(routes.imageFiles("fixed", path))).json());
  const below = await Promise.all(
    children.map(async (child) => {
      const own = `${child.path} ${child.type} ${child.mode.toString(8)} ${child.uid}:${child.gid} ${child.size}`;
      return child.type === "dir" && child.path.startsWith("/w") ? [own, ...(await tree(child.path))] : [own];
    }),
  );
  return below.flat();
}

async function built(dockerfileText: string, files: Record<string, string>) {
  const context = digestSchema.parse(await server.context(files));
  const { finished, log } = await server.build({ dockerfileText, context, tags: ["fixed"] });
  expect(finished.problem, `${dockerfileText}\n${log}`).toBeUndefined();
  const waste = wasteSchema.parse(await (await server.fetch(routes.imageWaste("fixed"))).json());
  return { waste, tree: await tree("/") };
}

/** The fix for the largest part of the dead bytes of the image. */
async function fixOf(text: string, cause: WasteCause): Promise<DeadFix> {
  const waste = wasteSchema.parse(await (await server.fetch(routes.imageWaste("fixed"))).json());
  const { rows } = stackSchema.parse(await (await server.fetch(routes.imageLayers("fixed"))).json());
  const [group] = waste.groups;
  expect(group?.cause, text).toBe(cause);
  const { storedIn = 0, hiddenBy = 0 } = group ?? {};
  const hiding = layerFilesSchema.parse(await (await server.fetch(routes.layerFiles("fixed", hiddenBy))).json());
  const lineOf = (layer: number) => rows.find((row) => row.layer?.index === layer)?.provenance?.range.start.line ?? -1;
  const request = {
    storedAt: lineOf(storedIn),
    hiddenAt: lineOf(hiddenBy),
    cause,
    deleted: hiding.entries.filter(({ change }) => change === "deleted").map(({ path }) => path),
    alone: waste.groups.length === 1,
    contextPaths: Object.keys(FILES),
  };
  const fix = findDeadFix(request, parseDockerfile(text), await bashFromModules());
  if (fix === undefined) throw new Error(`no fix for\n${text}`);
  return fix;
}

const cases: readonly (readonly [cause: WasteCause, text: string])[] = [
  ["deleted", "RUN mkdir /w && echo 12345 > /w/big\n# Gone.\nRUN rm /w/big\n"],
  ["deleted", "RUN mkdir /w && cd /w && echo 12345 > big; echo 1 > small\nRUN rm w/big || false\n"],
  ["overwritten", "RUN mkdir /w && echo 12345 > /w/a\nRUN ls /w\nRUN echo 678 > /w/a\n"],
  ["metadata-only", "RUN echo 12345 > /w\nRUN chmod 600 /w\n"],
  ["time-only", "RUN echo 12345 > /w\nRUN touch -d @1 /w\n"],
  ["deleted", "COPY . /w/\nRUN rm /w/message.txt\n"],
  ["deleted", "WORKDIR /w\nCOPY app ./\nRUN rm -r tests\n"],
  ["deleted", "COPY message.txt app/server.py /w/\nRUN rm /w/message.txt\n"],
  ["metadata-only", "COPY message.txt /w\nRUN chmod 600 /w\n"],
  ["metadata-only", "COPY app /w/\nRUN chown -R 7:8 /w\n"],
  ["stored-again", "COPY twice /w/\nCOPY twice /w/\n"],
];

for (const [cause, instructions] of cases) {
  it(`the fix builds the same files without dead bytes: ${JSON.stringify(instructions)}`, async () => {
    const text = `FROM busybox\nWORKDIR /\n${instructions}`;
    const before = await built(text, FILES);
    const fix = await fixOf(text, cause);
    const ignored = fix.kind === "ignore" ? fix.ignored.map((path) => `${path}\n`).join("") : "";
    const after = await built(applyFix(text, fix), { ...FILES, ...(ignored && { ".dockerignore": ignored }) });
    expect(after.waste.groups).toEqual([]);
    expect(after.tree.filter((path) => !path.includes(".dockerignore"))).toEqual(before.tree);
  });
}
