import { beforeAll, describe, expect, it } from "vitest";
import type { WasteCause } from "#contract/image.ts";
import { bashFromModules } from "#server/checks/bashFromModules.ts";
import { applyFix } from "../../../checks/applyFix.ts";
import { parseDockerfile } from "../../../instructions/parseDockerfile.ts";
import type { Bash } from "../../../shell/shellScript.ts";
import type { DeadFixRequest } from "./deadFix.ts";
import { findDeadFix } from "./findDeadFix.ts";

let bash: Bash;
beforeAll(async () => {
  bash = await bashFromModules();
});

const FILES = ["app/server.py", "app/.git/HEAD", "app/tests/a", "message.txt", "run.sh"];

/** The Dockerfile after the fix for what the second-to-last line stores and the last one hides. */
function fixed(text: string, cause: WasteCause, more: Partial<DeadFixRequest> = {}) {
  const dockerfile = parseDockerfile(text);
  const last = text.trimEnd().split("\n").length - 1;
  const request = { storedAt: 1, hiddenAt: last, cause, deleted: [], alone: true, contextPaths: FILES, ...more };
  const fix = findDeadFix(request, dockerfile, bash);
  return fix && { ...fix, text: applyFix(text, fix) };
}

describe("bytes of a RUN that a later RUN hides", () => {
  it("never reach a layer in one RUN", () => {
    const found = fixed("FROM a\nRUN dd of=/big\n# Gone.\nRUN rm /big\n", "deleted");
    expect(found).toMatchObject({ kind: "join", lines: [2, 4] });
    expect(found?.text).toBe("FROM a\nRUN dd of=/big \\\n# Gone.\n    && rm /big\n");
  });

  it("are joined with the RUNs in between, whatever the cause", () => {
    expect(fixed("FROM a\nRUN x > /f\nRUN y\nRUN chmod 600 /f\n", "metadata-only")?.text).toBe(
      "FROM a\nRUN x > /f \\\n    && y \\\n    && chmod 600 /f\n",
    );
  });

  it("have no fix if something else is in between, or the flags differ", () => {
    expect(fixed("FROM a\nRUN x > /f\nENV A=1\nRUN rm /f\n", "deleted")).toBeUndefined();
    expect(fixed("FROM a\nRUN --network=none x > /f\nRUN rm /f\n", "deleted")).toBeUndefined();
    expect(fixed("FROM a\nRUN x > /f\nFROM b\nRUN rm /f\n", "deleted")).toBeUndefined();
  });
});

describe("copied bytes that a RUN deletes", () => {
  it("are ignored, and the RUN that would fail without them goes", () => {
    const found = fixed("FROM a\nCOPY . /app/\nRUN rm /app/message.txt\n", "deleted", {
      deleted: ["/app/message.txt"],
    });
    expect(found).toMatchObject({ kind: "ignore", ignored: ["message.txt"], text: "FROM a\nCOPY . /app/\n" });
  });

  it("are found through the folders of COPY and WORKDIR", () => {
    const deleted = ["/srv/.git", "/srv/tests"];
    const copies = (from: string) => `FROM ${from}\nCOPY app/ ./srv/\nUSER 1\nRUN rm -rf /srv/.git /srv/tests\n`;
    expect(fixed(copies("scratch"), "deleted", { deleted })?.text).toBe("FROM scratch\nCOPY app/ ./srv/\nUSER 1\n");
    // Nobody knows which folder the base image works in.
    expect(fixed(copies("a"), "deleted", { deleted })).toBeUndefined();
    const placed = fixed("FROM a\nWORKDIR /w\nCOPY app/ ./srv/\nRUN rm -rf srv/.git srv/tests\nCMD x\n", "deleted", {
      deleted: ["/w/srv/.git", "/w/srv/tests"],
      storedAt: 2,
      hiddenAt: 3,
    });
    expect(placed).toMatchObject({ ignored: ["app/.git", "app/tests"] });
    expect(placed?.text).toBe("FROM a\nWORKDIR /w\nCOPY app/ ./srv/\nCMD x\n");
  });

  it("are not copied at all if the COPY names them", () => {
    const only = fixed("FROM a\nCOPY message.txt /m\nRUN rm /m\n", "deleted", { deleted: ["/m"] });
    expect(only).toMatchObject({ ignored: [], text: "FROM a\n" });
    const one = fixed("FROM a\nCOPY message.txt run.sh /\nRUN rm /message.txt\n", "deleted", {
      deleted: ["/message.txt"],
    });
    expect(one?.text).toBe("FROM a\nCOPY run.sh /\n");
  });

  it("have no fix if something may need them", () => {
    const deleted = ["/app/tests"];
    const needed = [
      "FROM a\nCOPY app /app\nRUN /app/tests/a\nRUN rm -r /app/tests\n",
      "FROM a\nCOPY app /app\nRUN /app/tests/a && rm -r /app/tests\n",
      "FROM a\nCOPY app /app\nCOPY app/tests /t\nRUN rm -r /app/tests\n",
      "FROM a\nCOPY . /\nRUN --mount=type=bind,target=/m rm -r /app/tests\n",
    ];
    for (const text of needed) expect(fixed(text, "deleted", { deleted }), text).toBeUndefined();
    const stages = "FROM b\nCOPY app /app\nRUN rm -r /app/tests\nFROM c\nCOPY . /\n";
    expect(fixed(stages, "deleted", { deleted, hiddenAt: 2 })).toBeUndefined();
  });

  it("have no fix if the RUN deletes what they did not bring", () => {
    const text = "FROM a\nCOPY app /app\nRUN rm -r /app/tests /etc/x\n";
    expect(fixed(text, "deleted", { deleted: ["/app/tests", "/etc/x"] })).toBeUndefined();
    expect(fixed(text, "deleted", { deleted: ["/app/tests"], alone: false })).toBeUndefined();
  });
});

describe("copied bytes that a RUN stores again for their mode or owner", () => {
  it("get their mode from COPY", () => {
    const found = fixed("FROM a\nCOPY message.txt /\nRUN chmod 600 /message.txt\n", "metadata-only");
    expect(found).toMatchObject({ kind: "copy-flag", text: "FROM a\nCOPY --chmod=600 message.txt /\n" });
  });

  it("get their owner from COPY, and the folder itself is still changed", () => {
    expect(fixed("FROM a\nCOPY app /app/\nRUN chown -R www:www /app\n", "metadata-only")?.text).toBe(
      "FROM a\nCOPY --chown=www:www app /app/\nRUN chown www:www /app\n",
    );
    expect(fixed("FROM a\nCOPY run.sh /r\nRUN chown 7 /r\n", "metadata-only")?.text).toBe(
      "FROM a\nCOPY --chown=7:0 run.sh /r\n",
    );
  });

  it("have no fix if the RUN does more or it can't be said what", () => {
    const left = [
      "FROM a\nCOPY run.sh /r\nRUN chmod +x /r\n",
      "FROM a\nCOPY run.sh /r\nRUN chmod 755 /r && /r\n",
      "FROM a\nCOPY run.sh /r\nRUN chmod 755 $X\n",
      "FROM a\nCOPY --chmod=600 run.sh /r\nRUN chmod 755 /r\n",
      "FROM a\nCOPY run.sh /r\nRUN cat /r\nRUN chmod 755 /r\n",
      "FROM a\nCOPY app /app\nRUN chmod 755 /app\n",
    ];
    for (const text of left) expect(fixed(text, "metadata-only"), text).toBeUndefined();
  });
});

it("the same COPY twice is one too many", () => {
  expect(fixed("FROM a\nCOPY app /app\nCOPY app /app\n", "stored-again")?.text).toBe("FROM a\nCOPY app /app\n");
  expect(fixed("FROM a\nCOPY app /app\nRUN x\nCOPY app /app\n", "stored-again")).toBeUndefined();
});

it("lines that are no two instructions have no fix", () => {
  expect(fixed("FROM a\n# c\nRUN x\n", "deleted")).toBeUndefined();
  expect(fixed("FROM a\nRUN x\n", "deleted", { hiddenAt: 1 })).toBeUndefined();
});
