import { describe, expect, it } from "vitest";
import { parseDockerfile } from "../../instructions/parseDockerfile.ts";
import { instructionNames } from "../../instructions/registry.ts";
import { signatureHelp } from "./signatureHelp.ts";

/** The active form with the active part in `«»`, for a text with the cursor at its end. */
function shown(text: string): string | undefined {
  const dockerfile = parseDockerfile(text);
  const help = signatureHelp(dockerfile, dockerfile.syntax.lines.positionAt(text.length));
  const signature = help?.signatures[help.activeSignature];
  const [start, end] = signature?.parameters[help?.activeParameter ?? 0]?.label ?? [0, 0];
  return (
    signature && `${signature.label.slice(0, start)}«${signature.label.slice(start, end)}»${signature.label.slice(end)}`
  );
}

describe("signature help", () => {
  it("points at the part that is being typed", () => {
    expect(shown("FROM bus")).toBe("FROM [--platform=<platform>] «<image>[:<tag>|@<digest>]» [AS <name>]");
    expect(shown("FROM busybox AS b")).toBe("FROM [--platform=<platform>] <image>[:<tag>|@<digest>] «[AS <name>]»");
    expect(shown("FROM a\nCOPY a ")).toBe("COPY [OPTIONS] <source>… «<destination>»");
    expect(shown("FROM a\nONBUILD WORKDIR /")).toBe("WORKDIR «<path>»");
  });

  it("shows the form that is begun", () => {
    expect(shown("FROM a\nCMD ")).toBe('CMD «["<program>", "<argument>", …]»');
    expect(shown("FROM a\nCMD echo a b")).toBe("CMD «<command line>»");
    expect(shown('FROM a\nRUN ["a')).toBe('RUN [OPTIONS] «["<program>", "<argument>", …]»');
    expect(shown("FROM a\nHEALTHCHECK NONE")).toBe("HEALTHCHECK «NONE»");
  });

  it("lists the flags at a flag, with what each is for", () => {
    expect(shown("FROM a\nCOPY --chm")).toMatch(/^COPY --from=.*«--chmod=<.*>» /);
    const dockerfile = parseDockerfile("FROM a\nRUN --mount=");
    const help = signatureHelp(dockerfile, { line: 1, character: 12 });
    expect(help?.signatures[0]?.parameters[help.activeParameter]?.documentation?.value).toMatch(/mount/i);
  });

  it("says nothing of a word that is no instruction, of comments and of heredocs", () => {
    for (const text of ["FROM a\nNOPE x", "FROM a\nRU", "FROM a\n# RUN x", "FROM a\nRUN <<E\nx y"])
      expect(shown(text)).toBeUndefined();
  });

  it("has a part to point at in every form of every instruction", () => {
    for (const name of instructionNames) {
      const dockerfile = parseDockerfile(`FROM a\n${name} x`);
      const help = signatureHelp(dockerfile, { line: 1, character: name.length + 2 });
      for (const { parameters } of help?.signatures ?? []) expect(parameters.length, name).toBeGreaterThan(0);
      expect(help, name).toBeDefined();
    }
  });
});
