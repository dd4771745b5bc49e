import { defineWord } from "./word.ts";

export const clear = defineWord({
  name: "clear",
  usage: "",
  description: "Clear the screen",
  flags: {},
  printsControls: true,
  async run(_input, { io: { stdout } }) {
    // Home, clear the screen, clear what was scrolled away.
    if (stdout.isTerminal) await stdout.write("\x1b[H\x1b[2J\x1b[3J");
    return 0;
  },
});
