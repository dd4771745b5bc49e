import { expect, it } from "vitest";
import { ScriptedContainers } from "#server/containers/scriptedContainers.ts";
import { KeptTerminals, type Screen } from "./keptTerminals.ts";

async function startShell(patience: number) {
  const containers = new ScriptedContainers();
  await containers.create("ann", { image: "busybox", name: "web" });
  await containers.start("ann", "web");
  const terminals = new KeptTerminals(patience);
  const open = () => terminals.start("ann", "shell", () => containers.exec("ann", "web", { command: ["sh"] }));
  return { terminals, open };
}

const blank = (): Screen & { closed: boolean } => ({
  closed: false,
  write: async () => {},
  end: () => {},
  close() {
    this.closed = true;
  },
});

it("a command that nobody comes back to is hung up, as when its terminal is closed", async () => {
  const { terminals, open } = await startShell(1);
  const shell = await open();
  shell.show(blank(), undefined).leave();
  expect(await shell.session.wait()).toBe(129);
  await shell.ended;
  expect(terminals.find("ann", "shell")).toBeUndefined();
});

it("a screen that takes over closes the one before, whose end then means nothing", async () => {
  const { terminals, open } = await startShell(1);
  const shell = await open();
  const [first, second] = [blank(), blank()];
  const { leave } = shell.show(first, undefined);
  shell.show(second, undefined);
  leave();
  expect([first.closed, second.closed]).toEqual([true, false]);
  expect(terminals.find("ann", "shell")).toBe(shell);
  expect(terminals.find("bob", "shell")).toBeUndefined();
});
