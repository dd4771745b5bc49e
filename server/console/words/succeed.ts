import { defineWord } from "./word.ts";

export const succeed = defineWord({
  name: "true",
  usage: "",
  description: "Do nothing, successfully",
  flags: {},
  run: async () => 0,
});
