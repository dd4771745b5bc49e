import { describe, expect, it } from "vitest";
import { MAX_TEXT_FRAME, TEXT_CLOSE } from "#contract/sharedText.ts";
import { SharedTexts } from "./sharedTexts.ts";
import { caretFrame, updateFrame } from "./textFrame.ts";
import { ANA, garbage, TEACHER, TestPage } from "./textPageFixture.ts";
import { MAX_LOG_BYTES } from "./updateLog.ts";

function classOf() {
  const texts = new SharedTexts();
  const sit = (page: TestPage, person = TEACHER) => page.sit((each) => texts.join("ana", person, each));
  return { texts, sit };
}

describe("a shared text", () => {
  it("brings what each types to the other, and all of it to who comes later", () => {
    const { sit } = classOf();
    const ana = sit(new TestPage(), ANA);
    ana.text.insert(0, "FROM busybox\n");
    const teacher = sit(new TestPage());
    teacher.text.insert(0, "# hi\n");
    expect(ana.text.toString()).toBe("# hi\nFROM busybox\n");
    expect(teacher.text.toString()).toBe(ana.text.toString());
  });

  it("merges what somebody typed while they were away", () => {
    const { sit } = classOf();
    const ana = sit(new TestPage(), ANA);
    ana.text.insert(0, "FROM busybox\n");
    const teacher = sit(new TestPage());
    ana.seat?.leave();
    ana.text.insert(13, "RUN true\n");
    teacher.text.insert(0, "# hi\n");
    sit(ana, ANA);
    expect(ana.text.toString()).toBe("# hi\nFROM busybox\nRUN true\n");
    expect(teacher.text.toString()).toBe(ana.text.toString());
  });

  it("says who is there, with the number of their caret, and takes it away when they leave", () => {
    const { sit } = classOf();
    const ana = sit(new TestPage(), ANA);
    const teacher = sit(new TestPage());
    teacher.moveCaret(1);
    expect(ana.people).toEqual([ANA, { ...TEACHER, client: teacher.doc.clientID }]);
    expect([...ana.carets.keys()]).toEqual([teacher.doc.clientID]);
    teacher.seat?.leave();
    expect([ana.people, ana.carets.size]).toEqual([[ANA], 0]);
  });

  it("goes on in the tab that the learner opened last", () => {
    const { sit } = classOf();
    const first = sit(new TestPage(), ANA);
    const second = sit(new TestPage(), ANA);
    expect(first.closed?.code).toBe(TEXT_CLOSE.replaced);
    expect(second.people).toEqual([ANA]);
  });

  it("keeps nothing after the help", () => {
    const { sit, texts } = classOf();
    const ana = sit(new TestPage(), ANA);
    ana.text.insert(0, "FROM busybox\n");
    texts.end("ana");
    expect(ana.closed?.code).toBe(TEXT_CLOSE.ended);
    const later = sit(new TestPage(), ANA);
    expect(later.text.toString()).toBe("");
    expect(later.session).not.toBe(ana.session);
  });

  it("begins a new session when too much was typed in one", () => {
    const { sit } = classOf();
    const ana = sit(new TestPage(), ANA);
    const teacher = sit(new TestPage());
    const long = "x".repeat(MAX_TEXT_FRAME - 1000);
    for (let turn = 0; turn * long.length <= MAX_LOG_BYTES; turn += 1) {
      const page = turn % 2 === 0 ? ana : teacher;
      page.text.insert(0, long);
      page.text.delete(0, long.length);
    }
    expect([ana.closed?.code, teacher.closed?.code]).toEqual([1012, 1012]);
  });

  it("has room for a few teachers", () => {
    const { sit } = classOf();
    const teachers = [1, 2, 3, 4, 5].map(() => sit(new TestPage()));
    expect(teachers.map(({ closed }) => closed?.code)).toEqual([...Array<undefined>(4), TEXT_CLOSE.full]);
  });

  it.each([
    ["bytes that are nothing", garbage(300)],
    ["an update that is none", updateFrame(garbage(300))],
    ["an empty frame", new Uint8Array()],
    ["a frame that is too long", new Uint8Array(MAX_TEXT_FRAME + 1)],
    ["a caret without a place", caretFrame({ client: 1, clock: 1, caret: { caret: "x" } as never })],
    ["a caret with more than a caret", caretFrame({ client: 1, clock: 1, caret: { name: "Teacher" } as never })],
  ])("lets a page go that sends %s, and nobody else", (_what, frame) => {
    const { sit } = classOf();
    const ana = sit(new TestPage(), ANA);
    const teacher = sit(new TestPage());
    teacher.seat?.take(frame);
    expect([teacher.closed?.code, ana.closed]).toEqual([TEXT_CLOSE.refused, undefined]);
    ana.text.insert(0, "FROM busybox\n");
    expect(sit(new TestPage()).text.toString()).toBe("FROM busybox\n");
  });

  it("lets a page go that moves another's caret, or has two", () => {
    const { sit } = classOf();
    const ana = sit(new TestPage(), ANA);
    ana.moveCaret(1);
    const teacher = sit(new TestPage());
    teacher.moveCaret(2, ana.doc.clientID);
    expect(teacher.closed?.code).toBe(TEXT_CLOSE.refused);
    ana.moveCaret(1, 7);
    expect(ana.closed?.code).toBe(TEXT_CLOSE.refused);
  });

  it("lets a page go that sends more than anybody types", () => {
    const { sit } = classOf();
    const ana = sit(new TestPage(), ANA);
    for (let clock = 1; clock < 2000; clock += 1) ana.moveCaret(clock);
    expect(ana.closed).toEqual({ code: TEXT_CLOSE.refused, reason: "too much at once" });
  });

  it("lets a page go that does not read", () => {
    const { sit } = classOf();
    const ana = sit(new TestPage(), ANA);
    const teacher = sit(new TestPage());
    teacher.waiting = 9_000_000;
    ana.text.insert(0, "x");
    expect([teacher.closed?.code, ana.people]).toEqual([1013, [ANA]]);
  });
});
