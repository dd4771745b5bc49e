import { describe, it } from "vitest";
import { executorSuite } from "./executorSuite.ts";
import { sandboxUsers } from "./sandboxUsers.ts";

const { users, missing } = sandboxUsers();

for (const user of users) describe(`the sandbox of ${user.name}`, () => executorSuite(user));
for (const what of missing) it.skip(`NOT TESTED HERE: ${what}`);
