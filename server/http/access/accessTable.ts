/** Whose a route's things are. */
export type Access =
  /** The same for everybody: it takes no ID of anybody's, and tells nothing of anybody. */
  | {
      readonly whose: "everybody";
      readonly afterTheEnd?: true;
      readonly body?: unknown;
      /** Everybody's who has the link, which has an ID that nobody guesses. */
      readonly isLink?: true;
    }
  /** The asker's own, with no ID in it. */
  | { readonly whose: "asker"; readonly body?: unknown; readonly isRead?: true }
  /** Named by an ID: found by its owner only. */
  | {
      readonly whose: "owner";
      readonly body?: unknown;
      readonly query?: string;
      /** Whether a teacher of the owner's room may read it. */
      readonly isRead?: true;
      /** Its owner does not find it in this test either, or it is too much work to answer. */
      readonly isMissing?: true;
      /** Said to all others, if not that it was not found. */
      readonly refusal?: number;
    }
  | {
      /** The room's teachers'. */
      readonly whose: "teacher";
      readonly body?: unknown;
      /** Closed to them, too, as long as the learner has not agreed to be helped. */
      readonly needsHelp?: true;
    }
  /** The learner's own in their room. */
  | { readonly whose: "learner"; readonly afterTheEnd?: true; readonly body?: unknown };

const content = {
  name: "evil",
  files: [],
  settings: { dockerfile: "Dockerfile", tag: "", target: "", buildArgs: [], platform: "" },
};
/** A body that is refused whoever sends it: what it would do has no ID in it. */
const NONE = { nothing: true };

/** Every route, by method and pattern; HEAD is like GET. A route without a line here fails the test. */
export const ACCESS: Readonly<Record<string, Access>> = {
  "GET /api/openapi.json": { whose: "everybody" },
  "GET /api/health": { whose: "everybody", afterTheEnd: true },
  "GET /api/workspace": { whose: "asker", isRead: true },
  "GET /api/workspace/latest": { whose: "asker", isRead: true },
  "PUT /api/workspace": { whose: "asker", body: NONE },
  "GET /api/workspace/events": { whose: "asker", isRead: true },
  "GET /api/workspaces": { whose: "asker", isRead: true },
  "POST /api/workspaces": { whose: "asker", body: content },
  "GET /api/workspaces/:id": { whose: "owner", isRead: true },
  "PUT /api/workspaces/:id": { whose: "owner", body: content },
  "DELETE /api/workspaces/:id": { whose: "owner" },
  "POST /api/workspaces/:id/restore": { whose: "owner" },
  "GET /api/workspaces/:id/events": { whose: "owner", isRead: true },
  "GET /api/workspaces/:id/versions": { whose: "owner", isRead: true },
  "POST /api/workspaces/:id/versions": { whose: "owner", body: content },
  "GET /api/workspaces/:id/versions/:version": { whose: "owner", isRead: true },
  "POST /api/workspaces/:id/versions/:version/restore": { whose: "owner" },
  "POST /api/contexts": { whose: "asker", body: NONE },
  "PUT /api/blobs/:digest": { whose: "asker", body: NONE },
  "GET /api/blobs/:digest": { whose: "owner", isRead: true },
  "POST /api/builds": { whose: "asker", body: NONE },
  "GET /api/builds": { whose: "asker", isRead: true },
  "GET /api/builds/:id": { whose: "owner", isRead: true },
  "DELETE /api/builds/:id": { whose: "owner" },
  "PATCH /api/builds/:id": { whose: "owner", body: { name: "mine" } },
  "GET /api/builds/:id/events": { whose: "owner", isRead: true },
  "GET /api/builds/:id/steps/:step/files": { whose: "owner", isRead: true, isMissing: true },
  "GET /api/builds/:id/steps/:step/tree": { whose: "owner", isRead: true, isMissing: true },
  "GET /api/builds/:id/steps/:step/entries": { whose: "owner", isRead: true, isMissing: true },
  "GET /api/builds/:id/steps/:step/state": { whose: "owner", isRead: true, isMissing: true },
  "POST /api/builds/:id/steps/:step/shell": { whose: "owner" },
  "POST /api/images/:ref/layers/:layer/shell": { whose: "owner" },
  "GET /api/system/df": { whose: "asker", isRead: true },
  "POST /api/plan": { whose: "asker", body: NONE, isRead: true },
  "POST /api/builders/outlook": { whose: "asker", body: NONE, isRead: true },
  "POST /api/check": { whose: "everybody", body: NONE },
  "GET /api/bases": { whose: "everybody" },
  "GET /api/bases/:ref": { whose: "everybody" },
  "GET /api/bases/:ref/tags": { whose: "everybody" },
  "GET /api/cache-mounts": { whose: "asker", isRead: true },
  "DELETE /api/cache-mounts/:id": { whose: "owner" },
  "GET /api/images": { whose: "asker", isRead: true },
  "GET /api/image-sharing": { whose: "asker", isRead: true },
  "POST /api/images/prune": { whose: "asker" },
  "GET /api/images/:ref": { whose: "owner", isRead: true },
  "POST /api/images/:ref/tags": { whose: "owner", body: { tag: "mine" } },
  "DELETE /api/images/:ref": { whose: "owner" },
  "GET /api/images/:ref/layers": { whose: "owner", isRead: true },
  "GET /api/images/:ref/history": { whose: "owner", isRead: true },
  "GET /api/images/:ref/inspect": { whose: "owner", isRead: true },
  "GET /api/images/:ref/waste": { whose: "owner", isRead: true },
  "GET /api/images/:ref/facts": { whose: "owner", isRead: true },
  "GET /api/images/:ref/fields": { whose: "owner", isRead: true },
  "GET /api/images/:ref/layers/:layer/compressed": { whose: "owner", isRead: true },
  "GET /api/images/:ref/leftovers": { whose: "owner", isRead: true },
  "GET /api/images/:ref/efficiency": { whose: "owner", isRead: true },
  "GET /api/images/:ref/differences": { whose: "owner", isRead: true, query: "to=:ref" },
  "GET /api/images/:ref/map": { whose: "owner", isRead: true },
  "GET /api/images/:ref/layers/:layer/files": { whose: "owner", isRead: true },
  "GET /api/images/:ref/layers/:layer/tree": { whose: "owner", isRead: true, query: "path=/" },
  "GET /api/images/:ref/layers/:layer/entries": { whose: "owner", isRead: true },
  "GET /api/images/:ref/files": { whose: "owner", isRead: true, query: "path=/secret" },
  "GET /api/images/:ref/file": { whose: "owner", isRead: true, query: "path=/secret" },
  "GET /api/images/:ref/file/versions": { whose: "owner", isRead: true, query: "path=/secret" },
  "GET /api/images/:ref/search": { whose: "owner", isRead: true, query: "text=secret" },
  "GET /api/images/:ref/folder-archive": { whose: "owner", isRead: true, query: "path=/" },
  "GET /api/images/:ref/layers/:layer/archive": { whose: "owner", isRead: true },
  "GET /api/images/:ref/layers/:layer/listing": { whose: "owner", isRead: true },
  "GET /api/images/compare": { whose: "owner", isRead: true, query: "a=:ref&b=:ref" },
  "GET /api/images/compare/entries": { whose: "owner", isRead: true, query: "a=:ref&b=:ref" },
  "GET /api/images/compare/packages": { whose: "owner", isRead: true, query: "a=:ref&b=:ref" },
  "GET /api/image-archive": { whose: "owner", isRead: true, query: "ref=:ref" },
  "GET /api/images/:ref/archive": { whose: "owner", isRead: true },
  "GET /api/images/:ref/dockerfile": { whose: "owner", isRead: true },
  "GET /api/local-images": { whose: "asker" },
  "POST /api/local-images": { whose: "asker", body: NONE },
  "POST /api/images/load": { whose: "asker", body: NONE },
  "POST /api/images/import": { whose: "asker", body: NONE },
  "POST /api/images/pull": { whose: "asker", body: NONE },
  // Its answer is a stream, whose last event says it.
  "POST /api/images/:ref/push": { whose: "owner", body: {}, refusal: 200 },
  "GET /api/logins": { whose: "asker" },
  "POST /api/logins": { whose: "asker", body: NONE },
  "DELETE /api/logins/:registry": { whose: "asker" },
  "GET /api/containers": { whose: "asker", isRead: true },
  "POST /api/containers": { whose: "asker", body: NONE },
  "GET /api/containers/events": { whose: "asker", isRead: true },
  "POST /api/containers/prune": { whose: "asker" },
  "GET /api/containers/:ref": { whose: "owner", isRead: true },
  "DELETE /api/containers/:ref": { whose: "owner" },
  "GET /api/containers/:ref/answer": { whose: "owner", isRead: true, query: "port=80", isMissing: true },
  "POST /api/containers/:ref/start": { whose: "owner" },
  "POST /api/containers/:ref/stop": { whose: "owner" },
  "POST /api/containers/:ref/kill": { whose: "owner" },
  "POST /api/containers/:ref/restart": { whose: "owner" },
  "POST /api/containers/:ref/pause": { whose: "owner" },
  "POST /api/containers/:ref/unpause": { whose: "owner" },
  "POST /api/containers/:ref/rename": { whose: "owner", body: { name: "mine" } },
  "POST /api/containers/:ref/commit": { whose: "owner", body: {} },
  "GET /api/containers/:ref/logs": { whose: "owner", isRead: true },
  "GET /api/containers/:ref/top": { whose: "owner", isRead: true },
  "GET /api/containers/:ref/stats": { whose: "owner", isRead: true },
  "GET /api/containers/:ref/changes": { whose: "owner", isRead: true },
  "GET /api/containers/:ref/files": { whose: "owner", isRead: true },
  "GET /api/containers/:ref/entries": { whose: "owner", isRead: true },
  "GET /api/containers/:ref/archive": { whose: "owner", isRead: true, query: "path=/secret" },
  "PUT /api/containers/:ref/archive": { whose: "owner", query: "path=/" },
  "GET /api/containers/:ref/terminal": { whose: "owner" },
  "GET /api/volumes": { whose: "asker", isRead: true },
  "POST /api/volumes": { whose: "asker", body: { name: "mine" } },
  "POST /api/volumes/prune": { whose: "asker" },
  "GET /api/volumes/:name": { whose: "owner" },
  "DELETE /api/volumes/:name": { whose: "owner" },
  "GET /api/console": { whose: "owner", query: "workspace=:id" },

  "GET /api/lessons": { whose: "asker", isRead: true },
  "POST /api/lessons": { whose: "asker", body: NONE },
  // The test has a lesson that only its learner tries; all others are everybody's.
  "GET /api/lessons/:lesson": { whose: "owner", isRead: true },
  "GET /api/lessons/:lesson/mistakes": { whose: "owner" },
  "GET /api/lessons/:lesson/source": { whose: "owner" },
  "GET /api/lessons/:lesson/events": { whose: "owner" },
  "POST /api/lessons/:lesson/start": { whose: "owner" },
  "GET /api/lessons/:lesson/assets/:path": { whose: "owner", isRead: true },
  "GET /api/workspaces/:id/lesson": { whose: "owner", isRead: true },
  "POST /api/workspaces/:id/lesson/move": { whose: "owner", body: { step: 0 } },
  "POST /api/workspaces/:id/lesson/check": { whose: "owner" },
  "POST /api/workspaces/:id/lesson/answer": { whose: "owner", body: { step: 0, question: "q", answer: [] } },

  "GET /api/shares": { whose: "asker" },
  "POST /api/shares": { whose: "owner", body: { workspace: ":id" } },
  "DELETE /api/shares/:id": { whose: "owner" },
  "GET /api/shares/:id": { whose: "everybody", isLink: true },
  "POST /api/shares/:id/fork": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/workspace": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/blobs/:digest": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/builds/:build": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/builds/:build/events": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/layers": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/history": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/inspect": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/waste": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/map": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/layers/:layer/files": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/layers/:layer/tree": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/layers/:layer/entries": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/files": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/file": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/file/versions": { whose: "everybody", isLink: true },
  "GET /api/shares/:id/images/:ref/search": { whose: "everybody", isLink: true },

  "GET /api/me": { whose: "everybody", afterTheEnd: true },
  "GET /api/join/:code": { whose: "everybody", afterTheEnd: true },
  "POST /api/join": { whose: "everybody", afterTheEnd: true, body: NONE },
  "GET /api/room": { whose: "learner", afterTheEnd: true },
  "DELETE /api/room": { whose: "learner", afterTheEnd: true },
  "GET /api/room/events": { whose: "learner" },
  "POST /api/room/presence": { whose: "learner", body: { doing: "idle" } },
  "PUT /api/room/hand": { whose: "learner" },
  "DELETE /api/room/hand": { whose: "learner" },
  "POST /api/room/help": { whose: "learner", body: { accept: false } },
  "DELETE /api/room/help": { whose: "learner" },
  "GET /api/room/text": { whose: "learner" },
  "DELETE /api/room/notes/:note": { whose: "owner" },
  "GET /api/room/home": { whose: "learner", afterTheEnd: true },
  "GET /api/rooms": { whose: "asker" },
  "POST /api/rooms": { whose: "asker", body: NONE },
  "GET /api/rooms/:room": { whose: "teacher" },
  "PATCH /api/rooms/:room": { whose: "teacher", body: { name: "evil" } },
  "DELETE /api/rooms/:room": { whose: "teacher" },
  "GET /api/rooms/:room/events": { whose: "teacher" },
  "GET /api/rooms/:room/results": { whose: "teacher" },
  "GET /api/rooms/:room/teachers-word": { whose: "teacher" },
  "POST /api/rooms/:room/sends": { whose: "teacher", body: { to: "all", what: { kind: "message", text: "evil" } } },
  "PUT /api/rooms/:room/look": { whose: "teacher", body: { line: 1 } },
  "DELETE /api/rooms/:room/look": { whose: "teacher" },
  "DELETE /api/rooms/:room/message": { whose: "teacher" },
  "PUT /api/rooms/:room/timer": { whose: "teacher", body: { endsAt: 1 } },
  "DELETE /api/rooms/:room/timer": { whose: "teacher" },
  "DELETE /api/rooms/:room/learners/:member": { whose: "teacher" },
  "GET /api/rooms/:room/learners/:member/word": { whose: "teacher" },
  "DELETE /api/rooms/:room/learners/:member/hand": { whose: "teacher" },
  "POST /api/rooms/:room/learners/:member/help": { whose: "teacher" },
  "DELETE /api/rooms/:room/learners/:member/help": { whose: "teacher" },
  "GET /api/rooms/:room/learners/:member/text": { whose: "teacher", needsHelp: true },
  "GET /api/rooms/:room/learners/:member/home": { whose: "teacher" },

  // Of all else that is below /v2, `registry.attack.integration.test.ts` and the tests below have the paths.
  "GET /v2": { whose: "owner", refusal: 403, isMissing: true },
  "GET /v2/*": { whose: "owner", refusal: 403, isMissing: true },

  // No learner's: from other machines, the operator's word opens it (metrics.attack.integration.test.ts).
  "GET /metrics": { whose: "everybody", afterTheEnd: true },

  "GET /*": { whose: "everybody", afterTheEnd: true },
};
