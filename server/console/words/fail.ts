import { defineWord } from "./word.ts";

export const fail = defineWord({
  name: "false",
  usage: "",
  description: "Do nothing, unsuccessfully",
  flags: {},
  run: async () => 1,
});
