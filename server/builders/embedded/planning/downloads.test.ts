import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withReasons } from "#contract/outlookWords.ts";
import type { RunningEvent } from "../../builder.ts";
import { disagreements } from "../../forecast/agreementFixture.ts";
import type { Engine } from "../engine/engine.ts";
import { openTestEngine } from "../engine/engineFixture.ts";
import { runBuild } from "../engine/runBuild.ts";
import { type ServedFile, type SourceServer, startSourceServer } from "../operations/git/sourceServerFixture.ts";
import { NO_DOWNLOADS, openDownloads } from "../sources/downloads.ts";
import { forecast } from "./forecast.ts";

const never = new AbortController().signal;
const served: Record<string, ServedFile> = {};

let dir = "";
let open: ReturnType<typeof openTestEngine>;
let engine: Engine;
let server: SourceServer;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "strata-plan-downloads-"));
  open = openTestEngine(dir);
  const { newFolder } = NO_DOWNLOADS;
  const downloads = openDownloads(undefined, { maxBytes: 1e6, maxSeconds: 10, newFolder });
  engine = { ...open.engine, openDownloads: async () => downloads };
  served["/file"] = { body: "first" };
  server = await startSourceServer(dir, served);
});
afterEach(async () => {
  open.close();
  await server.close();
  rmSync(dir, { recursive: true, force: true });
});

async function compare(dockerfileText: string) {
  const asked = server.asked.length;
  const request = { dockerfileText };
  const planned = withReasons(await forecast(engine, { workspace: "w", request }, never));
  expect(server.asked.length, "requests of a plan").toBe(asked);
  const events: RunningEvent[] = [];
  const job = { id: "b", workspace: "w", request };
  const finished = await runBuild(engine, job, (event) => events.push(event), never);
  expect(finished.state).toBe("done");
  expect(disagreements(planned, events, finished)).toEqual([]);
  return planned.steps
    .slice(1)
    .map(({ outlook, code, reason }) => (code === undefined ? outlook : `${outlook} (${code}): ${reason}`));
}

it("assumes a download is unchanged, and says that it may have changed", async () => {
  const url = `${server.origin}/file`;
  const text = `FROM busybox AS a\nADD ${url} /f\nRUN one\nFROM scratch\nCOPY --from=a /f /g\nWORKDIR /w\n`;
  expect((await compare(text))[0]).toBe(`unknown (not-fetched): Depends on what ${url} returns.`);
  const again = [
    `unknown (unless-fetched): Cached, unless ${url} has changed.`,
    `unknown (unless-step): Cached, unless ADD ${url} /f produces different files.`,
    "cached",
    `unknown (unless-step): Cached, unless ADD ${url} /f produces different files.`,
    "unknown (unless-step): Cached, unless COPY --from=a /f /g produces different files.",
  ];
  expect(await compare(text)).toEqual(again);
  served["/file"] = { body: "second" };
  expect(await compare(text)).toEqual(again);
  expect((await compare(text.replace("RUN one", "RUN two")))[1]).toBe(
    "may-run (changed): The instruction has changed.",
  );
  expect((await compare(text.replace("/f\nRUN", "/f2\nRUN").replace("/f /g", "/f2 /g")))[0]).toBe(
    "may-run (changed): The instruction has changed.",
  );
});
