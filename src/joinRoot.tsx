import type { ReactNode } from "react";
import { JoinPage } from "./features/join/JoinPage.tsx";
import { lookForRoom } from "./state/join/join.ts";
import { startTheme } from "./state/page/theme.ts";

/** Where learners join a room. */
export function start({ code }: Readonly<Record<string, string>>): ReactNode {
  startTheme();
  if (code !== undefined) void lookForRoom(code);
  return <JoinPage />;
}
