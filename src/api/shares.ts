import { inShare, routes } from "#contract/routes.ts";
import { type ShareRequest, shareListSchema, shareSchema } from "#contract/share.ts";
import { workspaceCreatedSchema, workspaceSchema } from "#contract/workspace.ts";
import { request } from "./request.ts";

export const createShare = (share: ShareRequest) =>
  request({ path: routes.shares(), method: "POST", json: share, answer: shareSchema });
export const listShares = () => request({ path: routes.shares(), answer: shareListSchema });
export const getShare = (id: string) => request({ path: routes.share(id), answer: shareSchema });
export const removeShare = (id: string) => request({ path: routes.share(id), method: "DELETE" });
export const forkShare = (id: string) =>
  request({ path: routes.shareFork(id), method: "POST", answer: workspaceCreatedSchema });
export const getSharedWorkspace = (id: string) =>
  request({ path: inShare(id, routes.workspace()), answer: workspaceSchema });
