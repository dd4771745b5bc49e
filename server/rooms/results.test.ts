import { expect, it } from "vitest";
import { resultsCsv } from "./results.ts";

const row = { joinedAt: 0, goals: {}, passed: 0, builds: 0, failedBuilds: 0 };

it("writes a table with a column for each goal, in their order", () => {
  const csv = resultsCsv([
    { ...row, name: "Ada", step: 1, goals: { "10/a": "passed", "2/b": "failed" }, passed: 1, finishedAt: 1000 },
    { ...row, name: 'Bob "B", jr', goals: { "2/b": "passed" } },
  ]);
  expect(csv.split("\r\n")).toEqual([
    "name,joined,step,passed,builds,failed builds,finished,2/b,10/a",
    "Ada,1970-01-01T00:00:00.000Z,2,1,0,0,1970-01-01T00:00:01.000Z,failed,passed",
    '"Bob ""B"", jr",1970-01-01T00:00:00.000Z,,0,0,0,,passed,',
    "",
  ]);
});

it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =HYPERLINK(1)", "\r=1"])(
  "a name that spreadsheets take for a formula is text: %j",
  (name) => {
    const cell = resultsCsv([{ ...row, name }])
      .split("\r\n")
      .slice(1)
      .join("\r\n");
    expect(cell.replace(/^"/, "").startsWith(`'${name}`)).toBe(true);
  },
);
