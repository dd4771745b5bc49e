import { serverNow } from "../../api/serverClock.ts";

/** Now, by the clock that the times of builds are told in. */
export const timeAtServer = serverNow;
