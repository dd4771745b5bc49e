import { fillPath } from "./fillPath.ts";

/** The page with a workspace open. */
export const WORKSPACE_PAGE = "/w/:id";

export const workspacePage = (id: string): string => fillPath(WORKSPACE_PAGE, { id });

/** A lesson; `#3` is its third step. */
export const LESSON_PAGE = "/lessons/:lesson";
/** Where learners join; without a code, the page asks for it. */
export const JOIN_PAGE = "/join/:code";
export const JOIN_START_PAGE = "/join";
/** A room, for its teachers. */
export const CLASS_PAGE = "/class/:room";
/** A learner's page as a teacher sees it, read-only. */
export const LEARNER_PAGE = "/class/:room/:member";

export const joinPage = (code: string): string => fillPath(JOIN_PAGE, { code });
export const classPage = (room: string): string => fillPath(CLASS_PAGE, { room });
export const learnerPage = (room: string, member: string): string => fillPath(LEARNER_PAGE, { room, member });

/** A shared copy of a workspace and of what came out, and the same for a frame in another page. */
export const SHARE_PAGE = "/s/:id";
export const EMBED_PAGE = "/embed/:id";

export const sharePage = (id: string): string => fillPath(SHARE_PAGE, { id });
export const embedPage = (id: string): string => fillPath(EMBED_PAGE, { id });
