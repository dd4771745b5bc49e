import { create } from "zustand";
import type { Me } from "#contract/room.ts";
import { getMe } from "../../api/rooms.ts";

/** Who this browser is; undefined until the server told. */
export const useMe = create<{ readonly me?: Me }>(() => ({}));

/** Asks again whenever the page is looked at: a room may have been opened or ended in another tab. */
export function keepAskingMe(): void {
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void askMe());
}

/** Asks once. A server that does not answer has no rooms as far as the page goes. */
export async function askMe(): Promise<Me | undefined> {
  const me = await getMe();
  if (me.ok) useMe.setState({ me: me.value });
  return me.ok ? me.value : undefined;
}
