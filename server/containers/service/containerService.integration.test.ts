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
});
