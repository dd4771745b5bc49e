import { afterAll, describe, expect, it } from "vitest";
import { checkParsed } from "#dockerfile/checks/checkDockerfile.ts";
import { type Dockerfile, parseDockerfile } from "#dockerfile/instructions/parseDockerfile.ts";
import { TextPieces } from "#dockerfile/services/fixes/textPieces.ts";
import { checkShell } from "../checks/checkShell.ts";
import { findShellCheck } from "../checks/shellCheckFromModules.ts";
import { ShellCheckService } from "../checks/shellCheckService.ts";
import { type FixAllScriptsRequest, fixAllScripts } from "./fixAllScripts.ts";

const shellCheck = new ShellCheckService({ patience: 30_000 });
afterAll(() => shellCheck.close());

const ask = (dockerfile: Dockerfile) => checkShell(dockerfile, shellCheck);

async function fixed(
  text: string,
  code: string | undefined,
  checkScripts: FixAllScriptsRequest["checkScripts"] = ask,
): Promise<string> {
  const dockerfile = parseDockerfile(text);
  const check = (changed: Dockerfile) => checkParsed(changed);
  const diagnostics = [...check(dockerfile), ...(await ask(dockerfile))];
  const request = { dockerfile, diagnostics, check, checkScripts, ...(code === undefined ? {} : { code }) };
  const pieces = new TextPieces(text);
  pieces.edit((await fixAllScripts(request)).edits);
  return pieces.text;
}

describe.skipIf(findShellCheck() === undefined)("fixing all with ShellCheck", { timeout: 60_000 }, () => {
  it("checks the result of its fixes again", async () => {
    expect(await fixed("FROM a\nRUN echo $1$2\n", "SC2086")).toBe('FROM a\nRUN echo "$1""$2"\n');
  });

  it("fixes all other findings", async () => {
    expect(await fixed('FROM a as b\nRUN x=`ls` && echo "$x"\n', undefined)).toBe(
      'FROM a AS b\nRUN x=$(ls) && echo "$x"\n',
    );
  });

  it("leaves scripts alone if it can't check the result", async () => {
    const nothing = async () => undefined;
    expect(await fixed('FROM a as b\nRUN x=`ls` && echo "$x"\n', undefined, nothing)).toBe(
      'FROM a AS b\nRUN x=`ls` && echo "$x"\n',
    );
  });

  it("leaves scripts alone if they would have more errors", async () => {
    const broken = (dockerfile: Dockerfile) => ask(parseDockerfile(dockerfile.text.replace("ls)", "ls")));
    expect(await fixed('FROM a as b\nRUN x=`ls` && echo "$x"\n', undefined, broken)).toBe(
      'FROM a AS b\nRUN x=`ls` && echo "$x"\n',
    );
  });
});
