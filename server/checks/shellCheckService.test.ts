import { setImmediate } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { type ShellCheckOptions, ShellCheckService } from "./shellCheckService.ts";

/** ShellCheck takes many seconds for it. */
const ENDLESS = `#!/bin/sh\n${"(".repeat(2_000)}\n`;
const SCRIPT = "#!/bin/sh\nls $dir\n";

const services: ShellCheckService[] = [];
function start(options: ShellCheckOptions = {}): ShellCheckService {
  const service = new ShellCheckService({ patience: 30_000, ...options });
  services.push(service);
  return service;
}
afterEach(async () => {
  await Promise.all(services.splice(0).map((service) => service.close()));
});

test("a script's verdict has its comments at their places, and is cached", async () => {
  const service = start();
  const verdict = await service.check(SCRIPT);
  expect(verdict).toMatchObject({
    kind: "comments",
    comments: [
      { code: 2154, level: "warning", from: 13, to: 17 },
      { code: 2086, level: "info", replacements: [{ from: 13, to: 13, text: '"' }, { from: 17 }] },
    ],
  });
  expect(await service.check(SCRIPT)).toBe(verdict);
});

test("many scripts go through one program", async () => {
  const service = start();
  for (let index = 0; index < 60; index++) {
    expect(await service.check(`#!/bin/sh\nls $dir${index}\n`)).toMatchObject({ comments: [{}, {}] });
  }
});

test("a script that takes too long loses its verdict, and the next gets one", async () => {
  // Long enough for the next one if the machine is busy.
  const service = start({ patience: 5_000 });
  const [slow, next] = await Promise.all([service.check(ENDLESS), service.check(SCRIPT)]);
  expect(slow).toEqual({ kind: "too-long" });
  expect(next).toMatchObject({ kind: "comments" });
});

test("an aborted request ends at once, and delays no other", async () => {
  const service = start();
  await service.check(SCRIPT);
  const controller = new AbortController();
  const slow = service.check(ENDLESS, controller.signal);
  const next = service.check("#!/bin/sh\ncd /x\n");
  // Now it is at work.
  await setImmediate();
  controller.abort();
  expect(await slow).toBeUndefined();
  expect(await next).toMatchObject({ comments: [{ code: 2164 }] });
  expect(await service.check(ENDLESS, controller.signal)).toBeUndefined();
});

test("a thread that ended when idle is replaced", async () => {
  const service = start({ idle: 0 });
  for (const folder of ["a", "b", "c", "d"]) {
    expect(await service.check(`#!/bin/sh\ncd ${folder}\n`)).toMatchObject({ comments: [{ code: 2164 }] });
    await setImmediate();
  }
});

test("without the package, nothing is found", async () => {
  const service = start({ folder: undefined });
  expect(service.isInstalled).toBe(false);
  expect(await service.check(SCRIPT)).toBeUndefined();
});

test("a program that can't start counts as not installed", async () => {
  const service = start({ folder: new URL("./nowhere/", import.meta.url) });
  expect(await service.check(SCRIPT)).toBeUndefined();
});

test("verdicts are cached up to the limit", async () => {
  const service = start({ kept: 1 });
  const first = await service.check(SCRIPT);
  await service.check("#!/bin/sh\ncd /x\n");
  expect(await service.check(SCRIPT)).not.toBe(first);
});
