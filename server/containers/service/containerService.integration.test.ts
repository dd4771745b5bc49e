import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { sampledUsers } from "#server/acceptance/sampledUsers.ts";
import { ContainerFixture, OWNER } from "./containerFixture.ts";
import { containerSuite } from "./containerSuite.ts";
import { containerUseSuite, containerVolumeSuite } from "./containerUseSuite.ts";

const { users, missing } = sampledUsers("containers");
for (const what of missing) it.skip(`containers can't be tested with ${what}`);

describe.each(users)("containers of $name", (user) => {
  let fixture: ContainerFixture;
  beforeAll(() => {
    fixture = new ContainerFixture({ user });
  });
  afterEach(async () => {
    for (const { id } of fixture.containers.list(OWNER)) await fixture.containers.remove(OWNER, id, { force: true });
    expect(fixture.failures).toEqual([]);
  });
  afterAll(() => fixture.close());
  containerSuite(() => fixture);
  // With one id, the sandbox differs; what the service makes of it does not.
  if (user.hasIds) containerUseSuite(() => fixture);
  // The server makes the folders of volumes, and here it is this process: they belong to its user.
  if (user.uid === undefined) containerVolumeSuite(() => fixture);
  // The network stack is the same for all.
  if (user.uid === undefined)
    it("lets a connection to a port wait until the program of a new container listens", async () => {
      const { id } = await fixture.run("sleep 60", { ports: [{ container: 80, protocol: "tcp" }] });
      const [port] = fixture.containers.get(OWNER, id).ports;
      const client = connect({ port: port?.host ?? 0, host: "127.0.0.1" });
      const answer = once(client, "data");
      client.write("hello");
      // Several resets.
      const isRefused = async () => (await fixture.containers.stats(OWNER, id)).sentBytes > 500;
      await expect.poll(isRefused, { timeout: 5000, interval: 20 }).toBe(true);
      await fixture.containers.exec(OWNER, id, { command: ["nc", "-l", "-p", "80", "-e", "cat"] });
      expect(String(await answer)).toBe("hello");
      client.destroy();
    });
});
