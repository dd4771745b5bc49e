import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { EntriesAsked } from "#contract/routes.ts";
import { routes } from "#contract/routes.ts";
import { Figures } from "../figures.ts";
import { median } from "../median.ts";
import { percentile } from "../room/percentile.ts";
import { startStrata } from "../strata.ts";
import { writeLargeArchive } from "./largeArchive.ts";
import { loadWithDocker, readWithDive } from "./others.ts";
import { peakResident } from "./peakResident.ts";
import { processorSeconds } from "./processorSeconds.ts";
import { sendArchive } from "./sendArchive.ts";

const SHAPE = { layers: 120, files: 60_000, bytes: 1e9 };
const NAME = "strata-bench-inspect:1";

/** Questions about 60,000 files at once: the first time each, then a further page. */
const QUESTIONS: Readonly<Record<string, EntriesAsked>> = {
  "all by size": { flat: true, sort: "size", descending: true },
  "all by change": { flat: true, sort: "change" },
  text: { flat: true, find: "module-7" },
  glob: { flat: true, find: "*.py", how: "glob" },
  "regular expression": { flat: true, find: "lib-1\\d/.*7\\.so$", how: "regex" },
  "minimum size, in folders": { minSize: 20_000, sort: "size" },
};

/**
 * Loads an archive of 1 GB and 60,000 files in 120 layers through the API, opens its stack, its waste, and each layer's
 * tree, and filters and sorts all files. Beside it, what Docker needs to load the same archive, and dive to read it.
 */
export async function measureInspect(isAlone: boolean): Promise<void> {
  const folder = mkdtempSync(join(process.env.REFERENCE_SHARE ?? tmpdir(), "strata-bench-inspect-"));
  const archive = join(folder, "image.tar");
  const figures = new Figures("an image of 1 GB, 60,000 files, 120 layers");
  try {
    writeLargeArchive(archive, NAME, SHAPE);
    const strata = await startStrata();
    try {
      const [server = 0] = strata.processes();
      figures.note("memory of the server before (MB)", `${Math.round(peakResident(server) / 1e6)}`);
      await measureStrata(strata.base, server, archive, figures);
      figures.limit("memory of the server at most (MB)", Math.round(peakResident(server) / 1e6), 400);
    } finally {
      await strata.close();
    }
    if (!isAlone) figures.note("docker load of the same archive (s)", await loadWithDocker(archive, NAME));
    figures.note("dive of the same archive (s)", await readWithDive(archive));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  figures.print();
}

async function measureStrata(base: string, server: number, archive: string, figures: Figures): Promise<void> {
  const ask = async (path: string): Promise<number> => {
    const began = performance.now();
    const answer = await fetch(base + path);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
    return performance.now() - began;
  };
  const [began, computed] = [performance.now(), processorSeconds(server)];
  const { id, lastByte } = await sendArchive(base, archive);
  await ask(routes.imageLayers(id));
  const [shown, worked] = [performance.now(), processorSeconds(server) - computed];
  figures.limit("last byte to stack (s)", rounded((shown - lastByte) / 1000), 1);
  figures.note("whole load and stack (s)", `${rounded((shown - began) / 1000)}`);
  figures.least("received, hashed, stored, and indexed per core (MB/s)", Math.round(SHAPE.bytes / 1e6 / worked), 150);
  figures.note("waste (ms)", `${Math.round(await ask(routes.imageWaste(id)))}`);
  for (const kind of ["root", "layer"] as const) {
    const times: number[] = [];
    for (let layer = SHAPE.layers - 1; layer >= 0; layer -= 1)
      times.push(await ask(routes.layerEntries(id, layer, { of: kind })));
    figures.note(`opening the tree of a layer, ${kind}, median (ms)`, `${rounded(median(times))}`);
    figures.limit(`opening the tree of a layer, ${kind}, 95 of 100 (ms)`, rounded(percentile(times, 0.95)), 200);
  }
  const top = SHAPE.layers - 1;
  for (const [name, asked] of Object.entries(QUESTIONS)) {
    figures.limit(`${name}, first page (ms)`, rounded(await ask(routes.layerEntries(id, top, asked))), 1000);
    figures.note(
      `${name}, next page (ms)`,
      `${rounded(await ask(routes.layerEntries(id, top, { ...asked, from: 1000 })))}`,
    );
  }
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
