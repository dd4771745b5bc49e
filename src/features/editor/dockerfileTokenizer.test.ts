import { describe, expect, it } from "vitest";
import { parseSyntax } from "#dockerfile/syntax/parseSyntax.ts";
import { tokenizeLine } from "./dockerfileTokenizer.ts";
import { INITIAL_LINE_STATE, type LineState } from "./lineState.ts";

/** Each line as "kind:text" pieces, plain text left out. */
function colors(source: string): string[][] {
  let state: LineState = INITIAL_LINE_STATE;
  return source.split("\n").map((line) => {
    const tokenized = tokenizeLine(line, state);
    state = tokenized.state;
    return tokenized.tokens.flatMap(({ start, kind }, index) => {
      const text = line.slice(start, tokenized.tokens[index + 1]?.start);
      return kind === "text" || text.trim() === "" ? [] : [`${kind}:${text}`];
    });
  });
}

describe("the Dockerfile tokenizer", () => {
  it("recognizes instructions in any case, and AS", () => {
    expect(colors("from busybox aS build")).toEqual([["keyword:from", "keyword:aS"]]);
    expect(colors("  Run true")).toEqual([["keyword:Run"]]);
  });

  it("colors flags only where flags can be, also variables in them", () => {
    expect(colors("COPY --from=build --chown=$ID a --not=one b")).toEqual([
      ["keyword:COPY", "flag:--from=build", "flag:--chown=", "variable:$ID"],
    ]);
  });

  it("continues through continuations, comments between them, and flags after them", () => {
    expect(colors("RUN --network=none \\\n  # why\n  --mount=type=tmpfs,target=/t \\\n  echo hi\nUSER 1")).toEqual([
      ["keyword:RUN", "flag:--network=none", "operator:\\"],
      ["comment:  # why"],
      ["flag:--mount=type=tmpfs,target=/t", "operator:\\"],
      [],
      ["keyword:USER"],
    ]);
  });

  it("applies the escape directive", () => {
    expect(colors("# escape=`\nRUN dir c:\\ `\n  more\nUSER x")).toEqual([
      ["comment:# ", "directive:escape", "comment:=", "string:`"],
      ["keyword:RUN", "operator:`"],
      [],
      ["keyword:USER"],
    ]);
  });

  it("treats a directive after the first statement as a comment", () => {
    expect(colors("FROM a\n# escape=`\nRUN a `\nUSER x")[1]).toEqual(["comment:# escape=`"]);
  });

  it("reads heredocs to their end, several at once, with variables where they are expanded", () => {
    const source = 'COPY <<A <<-"B" /x/\n$one\nA\nRUN $two\n\tB\nRUN true';
    expect(colors(source)).toEqual([
      ["keyword:COPY", "heredoc:<<A", 'heredoc:<<-"B"'],
      ["variable:$one"],
      ["heredoc:A"],
      [],
      ["heredoc:\tB"],
      ["keyword:RUN"],
    ]);
  });

  it("colors strings with the variables in them, and leaves single quotes alone", () => {
    expect(colors(`ENV A="x $B y" C='$D'`)).toEqual([
      ["keyword:ENV", 'string:"x ', "variable:$B", 'string: y"', "string:'$D'"],
    ]);
  });

  it("colors the strings of the JSON form", () => {
    expect(colors('CMD ["sh", "-c", "echo hi"]')).toEqual([
      ["keyword:CMD", 'string:"sh"', 'string:"-c"', 'string:"echo hi"'],
    ]);
  });

  it("continues a quote across a continuation", () => {
    expect(colors('RUN echo "a \\\n b" c')).toEqual([["keyword:RUN", 'string:"a ', "operator:\\"], ['string: b"']]);
  });

  it("recognizes the instruction after ONBUILD, and CMD after HEALTHCHECK's flags", () => {
    expect(colors("ONBUILD COPY --chown=1 a b")).toEqual([["keyword:ONBUILD", "keyword:COPY", "flag:--chown=1"]]);
    expect(colors("HEALTHCHECK --interval=5s CMD true")).toEqual([
      ["keyword:HEALTHCHECK", "flag:--interval=5s", "keyword:CMD"],
    ]);
  });

  it("does not take a shell's << in a word for a heredoc of another instruction", () => {
    expect(colors("ENV A=<<EOF\nUSER x")[1]).toEqual(["keyword:USER"]);
  });

  it("finds the heredocs that the parser finds", () => {
    const lines = [
      "RUN cat <<EOF",
      "RUN cat<<EOF",
      "RUN cat 3<<EOF",
      "RUN <<-EOF",
      "RUN <<'E F'",
      'RUN <<"E"OF',
      "RUN <<EOF;",
      "RUN <<1",
      "RUN <<$X",
      "RUN <<",
      "RUN <<<EOF",
      "RUN a <<A <<-B c",
      "RUN echo \"<<EOF\" '<<EOF'",
      "RUN \\<<EOF",
      'RUN ["cat", "<<EOF"]',
      "RUN [cat, <<EOF",
      "COPY --chmod=600 <<a <<b /",
      "ADD <<a.txt /",
      "ONBUILD RUN <<EOF",
      "ONBUILD ONBUILD RUN <<EOF",
      "CMD <<EOF",
      "FROM <<EOF",
    ];
    for (const line of lines) {
      const [statement] = parseSyntax(`${line}\nA\nB\na\nb\n`).statements;
      const parsed = statement?.heredocs.map(({ name, chomp, expand }) => ({ name, chomp, expand }));
      const coloured = tokenizeLine(line, INITIAL_LINE_STATE).state.heredocs;
      expect(
        coloured.map(({ name, chomp, expand }) => ({ name, chomp, expand })),
        line,
      ).toEqual(parsed);
    }
  });

  it("is linear: a line of 100,000 characters is fast", () => {
    const started = performance.now();
    tokenizeLine(`RUN ${'echo $x "a" <<'.repeat(7000)}`, INITIAL_LINE_STATE);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
