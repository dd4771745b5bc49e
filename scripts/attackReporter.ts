import type { Reporter, TestCase, TestModule } from "vitest/node";
import { type AttackTest, attackingUser, countAttacks, describeAttacks } from "./attackCount.ts";

const ATTACKS = ".attack.integration.test.ts";

/** Says at the end of a run how many attacks were tried and how many of them held. */
export class AttackReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules
      .filter(({ moduleId }) => moduleId.endsWith(ATTACKS))
      .flatMap((module) => [...module.children.allTests()].map((test) => attackOf(module, test)));
    if (tests.length > 0) console.log(`\n${describeAttacks(countAttacks(tests))}`);
  }
}

function attackOf({ moduleId: file }: TestModule, test: TestCase): AttackTest {
  const suites: string[] = [];
  for (let at = test.parent; at.type === "suite"; at = at.parent) suites.push(at.name);
  return { file, title: test.name, user: attackingUser(suites), state: test.result().state };
}
