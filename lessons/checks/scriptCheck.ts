import { z } from "zod";
import { quoted } from "./authorValues.ts";
import { defineCheck } from "./checkDefinition.ts";
import { failed, PASSED, waiting } from "./judgment.ts";

/** A step's verify script, in the formats of others: its exit code decides. Authors don't write this one. */
export const scriptCheck = defineCheck({
  schema: z.strictObject({ file: z.string(), text: z.string() }),
  needs: ({ file, text }) => [{ kind: "script", file, text }],
  judge({ file }, { scripts }) {
    const ran = scripts.get(file);
    if (ran === undefined) return waiting(`${file} could not be run.`);
    if (ran.code === 0) return PASSED;
    const last = quoted(ran.output.trim().split("\n").at(-1) ?? "");
    const saw = `${file} ended with ${ran.code}${last === "" ? "." : `: ${last}`}`;
    return failed(saw, `${file} ends with 0.`);
  },
});
