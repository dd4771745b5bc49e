import type { FastifyRequest } from "fastify";
import { problemError } from "#contract/problemError.ts";
import type { Me } from "#contract/room.ts";
import type { Member, MemberFinder } from "#server/identity/member.ts";
import { DEFAULT_OWNER } from "#server/workspaces/workspaceDatabase.ts";
import { isFromHere } from "./fromHere.ts";

/** Whether the request is a teacher's of this room. Who has no cookie is only somebody at the machine itself. */
export function isTeacher(request: FastifyRequest, members: MemberFinder, room: string): boolean {
  if (request.member !== undefined || !hasOwner(request)) return false;
  return members.teaches(request.owner, room);
}

/** On a server for one person, everybody has the same owner: those from elsewhere are nobody in particular. */
export function hasOwner(request: FastifyRequest): boolean {
  return request.owner !== DEFAULT_OWNER || isFromHere(request);
}

/** Who may open rooms, as `GET /api/me` says it: anybody with the operator's word, or else people at the machine itself. */
export function mayTeach(request: FastifyRequest, asksWord: boolean): Pick<Me, "mayTeach" | "mayNot"> {
  if (request.member !== undefined) return { mayTeach: false, mayNot: "learner" };
  const isKnown = asksWord ? hasOwner(request) : isFromHere(request);
  return isKnown ? { mayTeach: true } : { mayTeach: false, mayNot: "other-machine" };
}

/** Throws `room/role`. */
export function requireMayTeach(request: FastifyRequest, asksWord: boolean): void {
  const { mayNot } = mayTeach(request, asksWord);
  if (mayNot === "learner") {
    throw problemError("room/role", "Learners can't open rooms.", { next: "Leave the room first." });
  }
  if (mayNot === "other-machine") {
    throw problemError("room/role", "Rooms can be opened only in a browser on the server's own machine.", {
      next: "Open Strata as localhost there, or set STRATA_TEACHER_WORD, so that teachers can use any browser.",
    });
  }
}

/** Throws `room/role` for learners, and `room/not-found` for all others who don't teach this room. */
export function requireTeacher(request: FastifyRequest, members: MemberFinder, room: string): void {
  if (isTeacher(request, members, room)) return;
  if (request.member !== undefined) throw problemError("room/role", "Only teachers of the room may do this.");
  throw problemError("room/not-found", "This room does not exist, or is not yours.");
}

/** Throws `room/not-found` if the browser is no learner's. */
export function requireLearner({ member }: FastifyRequest): Member {
  if (member !== undefined) return member;
  throw problemError("room/not-found", "This browser is in no room.", { next: "Join with the code of a room." });
}
