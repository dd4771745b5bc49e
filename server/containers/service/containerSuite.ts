import { expect, it } from "vitest";
import { type ContainerFixture, OWNER, problemOf, textOf } from "./containerFixture.ts";

/** What is thrown at once is rejected. */
async function now(work: () => unknown): Promise<unknown> {
  return work();
}

/** What containers do for anyone who may run them. */
export function containerSuite(fixture: () => ContainerFixture): void {
  const containers = () => fixture().containers;

  it("runs a command to its end and keeps its output, code, and state", async () => {
    const { id, state, output } = await fixture().ran("echo out; echo err >&2; exit 3");
    expect(state).toMatchObject({ phase: "exited", code: 3, reason: "exit" });
    expect(output.split("\n").sort()).toEqual(["", "err", "out"]);
    expect(containers().get(OWNER, id)).toMatchObject({ argv: ["/bin/sh", "-c", expect.any(String)], restarts: 0 });
  });

  it("has the environment that Docker gives it", async () => {
    const { output, id } = await fixture().ran("env; hostname; pwd", { env: ["A=1"], workdir: "/made/here" });
    const short = id.slice(0, 12);
    expect(output.split("\n").sort()).toEqual(
      [
        "",
        "/made/here",
        short,
        "A=1",
        "HOME=/root",
        `HOSTNAME=${short}`,
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
        "PWD=/made/here",
        "SHLVL=1",
      ].sort(),
    );
  });

  it("keeps its writable layer when it is started again", async () => {
    const { id, output } = await fixture().ran("cat /kept 2>/dev/null; date >> /kept; echo here");
    expect(output).toBe("here\n");
    await containers().start(OWNER, id);
    await fixture().exit(id);
    expect((await fixture().log(id)).split("\n").filter((line) => line === "here")).toHaveLength(2);
    expect((await fixture().log(id)).split("\n").length).toBeGreaterThan(3);
  });

  it("is stopped by its stop signal, and killed if it does not end", async () => {
    const polite = await fixture().run("trap 'exit 7' USR1; echo ready; while :; do sleep 0.05; done", {
      stopSignal: "SIGUSR1",
    });
    await ready(polite.id);
    await containers().stop(OWNER, polite.id);
    expect(fixture().state(polite.id)).toMatchObject({ phase: "exited", code: 7 });
    const stubborn = await fixture().run("trap '' TERM; echo ready; while :; do sleep 0.05; done");
    await ready(stubborn.id);
    await containers().stop(OWNER, stubborn.id, { seconds: 0 });
    expect(fixture().state(stubborn.id)).toMatchObject({ phase: "exited", code: 137, reason: "exit" });
  });

  it("shows its output to those who are attached, and takes what they type", async () => {
    const { id } = await containers().create(OWNER, {
      image: "busybox",
      command: ["sh", "-c", "while read line; do echo got $line; done; echo end"],
      stdin: true,
    });
    const [first, second] = [containers().attach(OWNER, id), containers().attach(OWNER, id)];
    const texts = Promise.all([textOf(first.output), textOf(second.output)]);
    await containers().start(OWNER, id);
    first.stdin?.write("one\n");
    first.stdin?.end("two\n");
    await fixture().exit(id);
    expect(await texts).toEqual(["got one\ngot two\nend\n", "got one\ngot two\nend\n"]);
  });

  it("runs on when someone detaches", async () => {
    const { id } = await containers().create(OWNER, { image: "busybox", command: ["cat"], stdin: true });
    const first = containers().attach(OWNER, id);
    await containers().start(OWNER, id);
    first.detach();
    const second = containers().attach(OWNER, id);
    second.stdin?.end("still here");
    expect(await textOf(second.output)).toBe("still here");
    expect(await fixture().exit(id)).toMatchObject({ code: 0 });
  });

  it("makes its command wait for a reader that is slow, and is killed nevertheless", async () => {
    const { id } = await containers().create(OWNER, { image: "busybox", command: ["sh", "-c", "yes; echo end"] });
    const attached = containers().attach(OWNER, id);
    await containers().start(OWNER, id);
    const reading = attached.output[Symbol.asyncIterator]();
    await reading.next();
    await containers().kill(OWNER, id);
    expect(fixture().state(id)).toMatchObject({ phase: "exited", code: 137 });
  });

  it("gives a terminal of the size that is asked for", async () => {
    const { id } = await containers().create(OWNER, {
      image: "busybox",
      command: ["sh", "-c", "stty size; test -t 0 && echo terminal $TERM"],
      terminal: true,
    });
    containers().resize(OWNER, id, { columns: 101, rows: 31 });
    await containers().start(OWNER, id);
    await fixture().exit(id);
    expect(await fixture().log(id)).toBe("31 101\r\nterminal xterm\r\n");
  });

  it("follows a log to the end of the command", async () => {
    const { id } = await fixture().run("for i in 1 2 3; do echo $i; sleep 0.05; done");
    expect(await fixture().log(id, { follow: true })).toBe("1\n2\n3\n");
  });

  it("says why a command can't be started, with Docker's codes", async () => {
    const attempt = async (spec: object) => {
      const { id } = await containers().create(OWNER, { image: "busybox", ...spec });
      const { code, detail, exitCode } = await problemOf(containers().start(OWNER, id));
      expect(code).toBe("container/not-started");
      expect(fixture().state(id)).toMatchObject({ phase: "exited", reason: "not-started", code: exitCode });
      await containers().remove(OWNER, id);
      return [exitCode, detail];
    };
    expect(await attempt({ command: ["none"] })).toEqual([127, 'exec: "none": executable file not found in $PATH']);
    expect(await attempt({ command: ["/etc"] })).toEqual([126, 'exec: "/etc": is a directory: permission denied']);
    expect(await attempt({ command: ["id"], user: "none" })).toEqual([
      128,
      "unable to find user none: no matching entries in passwd file",
    ]);
  });

  it("is found by its name and the start of its ID, by its owner only", async () => {
    const { id, name } = await containers().create(OWNER, { image: "busybox", name: "sample", command: ["true"] });
    expect([name, `/${name}`, id, id.slice(0, 12)].map((ref) => containers().get(OWNER, ref).id)).toEqual([
      id,
      id,
      id,
      id,
    ]);
    const taken = containers().create(OWNER, { image: "busybox", name: "sample", command: ["true"] });
    expect((await problemOf(taken)).code).toBe("container/name-taken");
    const others = [
      now(() => containers().get("another", id)),
      containers().start("another", id),
      containers().stop("another", name),
      containers().remove("another", id, { force: true }),
      now(() => containers().attach("another", id)),
      now(() => containers().logs("another", id, {}, AbortSignal.timeout(1))),
    ];
    for (const work of others) expect((await problemOf(work)).code).toBe("container/not-found");
    expect(containers().list("another")).toEqual([]);
    await containers().remove(OWNER, "sample");
  });

  it("is removed when it has ended, or by force, and by itself with --rm", async () => {
    const { id } = await fixture().run("sleep 60");
    expect((await problemOf(containers().remove(OWNER, id))).code).toBe("container/state");
    await containers().remove(OWNER, id, { force: true });
    expect((await problemOf(now(() => containers().get(OWNER, id)))).code).toBe("container/not-found");
    const { id: passing } = await containers().create(OWNER, { image: "busybox", command: ["true"], autoRemove: true });
    const removed = containers().wait(OWNER, passing, "removed", AbortSignal.timeout(10_000));
    await containers().start(OWNER, passing);
    expect(await removed).toMatchObject({ code: 0 });
    expect(
      containers()
        .list(OWNER)
        .map((each) => each.id),
    ).not.toContain(passing);
  });

  it("is exited after the server stopped, and starts again with its files", async () => {
    const { id } = await fixture().run("test -e /kept && echo again; touch /kept; echo ready; sleep 60");
    await ready(id);
    await fixture().reopen();
    expect(fixture().state(id)).toMatchObject({ phase: "exited", code: 137, reason: "server" });
    await containers().start(OWNER, id);
    expect(await containers().logs(OWNER, id, { follow: true }, AbortSignal.timeout(10_000))).toBeDefined();
    await expect.poll(() => fixture().log(id)).toBe("ready\nagain\nready\n");
    await containers().remove(OWNER, id, { force: true });
  });

  async function ready(id: string): Promise<void> {
    const enough = new AbortController();
    for await (const { bytes } of containers().logs(OWNER, id, { follow: true }, enough.signal)) {
      if (Buffer.from(bytes).includes("ready")) enough.abort();
    }
  }
}
