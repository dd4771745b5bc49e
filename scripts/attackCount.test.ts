import { expect, test } from "vitest";
import { type AttackTest, attackingUser, countAttacks, describeAttacks } from "./attackCount.ts";

const attempt = (title: string, state: AttackTest["state"], user?: string): AttackTest => ({
  file: "a.attack.integration.test.ts",
  title,
  user,
  state,
});

test("an attack that several users try is one, and holds only if it holds as each of them", () => {
  const count = countAttacks([
    attempt("mount", "passed", "root"),
    attempt("mount", "passed", "an ordinary user with one id"),
    attempt("setns", "passed", "root"),
    attempt("setns", "failed", "an ordinary user with one id"),
    attempt("traversal", "passed"),
  ]);
  expect(count).toMatchObject({ tried: 3, held: 2, succeeded: ["setns"] });
  expect(describeAttacks(count)).toBe(
    "SUCCEEDED: setns\nattacks: 3 tried, 2 held, 1 succeeded (root, an ordinary user with one id)",
  );
});

test("an attack that nobody tried is not counted, and is named", () => {
  const count = countAttacks([attempt("mount", "skipped", "root"), attempt("traversal", "passed")]);
  expect(describeAttacks(count)).toBe("not tried: mount\nattacks: 1 tried, 1 held, 0 succeeded");
});

test("the user is read from the suite's title", () => {
  expect(attackingUser(["mounts", "attacks on a sandbox, as an ordinary user with one id"])).toBe(
    "an ordinary user with one id",
  );
  expect(attackingUser(["attacks on the API"])).toBeUndefined();
});
