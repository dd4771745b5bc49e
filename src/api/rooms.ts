import { parseJson } from "#contract/parseJson.ts";
import {
  type ClassEvent,
  classEventSchema,
  type JoinRequest,
  joinedSchema,
  type Look,
  type MyRoomEvent,
  meSchema,
  myRoomEventSchema,
  type OpenRoomRequest,
  type Presence,
  type RoomChanges,
  type RoomTimer,
  roomGreetingSchema,
  roomListSchema,
  roomSchema,
  roomWordSchema,
  type SendTo,
  type Sent,
  sendAnswerSchema,
} from "#contract/room.ts";
import { routes } from "#contract/routes.ts";
import { readEvents, type StreamEnd } from "./eventSource.ts";
import { request } from "./request.ts";

type Signal = AbortSignal | undefined;

export const getMe = (signal?: Signal) => request({ path: routes.me(), answer: meSchema, signal });

/** Joining, by the code that the room shows. */
export const getGreeting = (code: string, signal?: Signal) =>
  request({ path: routes.joinGreeting(code), answer: roomGreetingSchema, signal });
/** With a name as somebody new, with a word as somebody who was there before. */
export const joinRoom = (joining: JoinRequest) =>
  request({ path: routes.join(), method: "POST", json: joining, answer: joinedSchema });

/** A teacher's rooms. */
export const listRooms = (signal?: Signal) => request({ path: routes.rooms(), answer: roomListSchema, signal });
export const openRoom = (room: OpenRoomRequest) =>
  request({ path: routes.rooms(), method: "POST", json: room, answer: roomSchema });
export const changeRoom = (room: string, changes: RoomChanges) =>
  request({ path: routes.room(room), method: "PATCH", json: changes, answer: roomSchema });
export const endRoom = (room: string) => request({ path: routes.room(room), method: "DELETE" });
export const sendToClass = (room: string, to: SendTo, what: Sent) =>
  request({ path: routes.roomSends(room), method: "POST", json: { to, what }, answer: sendAnswerSchema });
export const setLook = (room: string, look: Look) =>
  request({ path: routes.roomLook(room), method: "PUT", json: look });
export const clearLook = (room: string) => request({ path: routes.roomLook(room), method: "DELETE" });
export const setTimer = (room: string, timer: RoomTimer) =>
  request({ path: routes.roomTimer(room), method: "PUT", json: timer });
export const clearTimer = (room: string) => request({ path: routes.roomTimer(room), method: "DELETE" });
/** Takes the last message to everybody off the projector. */
export const clearMessage = (room: string) => request({ path: routes.roomMessage(room), method: "DELETE" });
/** Makes another teacher of whoever joins with it. */
export const getTeachersWord = (room: string) =>
  request({ path: routes.roomTeachersWord(room), answer: roomWordSchema });
export const getLearnersWord = (room: string, member: string) =>
  request({ path: routes.roomLearnerWord(room, member), answer: roomWordSchema });
export const lowerLearnersHand = (room: string, member: string) =>
  request({ path: routes.roomLearnerHand(room, member), method: "DELETE" });
export const removeLearner = (room: string, member: string) =>
  request({ path: routes.roomLearner(room, member), method: "DELETE" });
export const resultsAddress = (room: string, format: "json" | "csv") => routes.roomResults(room, format);
export const learnersHomeAddress = (room: string, member: string) => routes.roomLearnerHome(room, member);

/** The learner is asked, and a text is shared once they agree. */
export const askToHelp = (room: string, member: string) =>
  request({ path: routes.roomLearnerHelp(room, member), method: "POST" });
export const endLearnersHelp = (room: string, member: string) =>
  request({ path: routes.roomLearnerHelp(room, member), method: "DELETE" });

/** A learner's own room. */
export const raiseHand = () => request({ path: routes.myHand(), method: "PUT" });
export const lowerHand = () => request({ path: routes.myHand(), method: "DELETE" });
export const answerHelp = (accept: boolean) => request({ path: routes.myHelp(), method: "POST", json: { accept } });
/** Takes back that a teacher may type along. */
export const endHelp = () => request({ path: routes.myHelp(), method: "DELETE" });
export const putNoteAway = (note: string) => request({ path: routes.myNote(note), method: "DELETE" });
export const reportPresence = (presence: Presence) =>
  request({ path: routes.myPresence(), method: "POST", json: presence });
/** The browser is nobody's afterward. */
export const leaveRoom = () => request({ path: routes.myRoom(), method: "DELETE" });
export const homeAddress = () => routes.myHome();

/** What happens in a class, until it ends or reading is aborted; each connection begins with all of it. */
export const watchClass = (
  room: string,
  onEvent: (event: ClassEvent) => void,
  onConnection: (connected: boolean) => void,
  signal: AbortSignal,
): Promise<StreamEnd> =>
  readEvents({
    path: routes.roomEvents(room),
    signal,
    onConnection,
    onMessage: ({ data }) => {
      const event = classEventSchema.safeParse(parseJson(data));
      if (event.success) onEvent(event.data);
      return event.success && event.data.type === "ended";
    },
  });

/** A learner's own room, whenever something of it changed. */
export const watchMyRoom = (
  onEvent: (event: MyRoomEvent) => void,
  onConnection: (connected: boolean) => void,
  signal: AbortSignal,
): Promise<StreamEnd> =>
  readEvents({
    path: routes.myRoomEvents(),
    signal,
    onConnection,
    onMessage: ({ data }) => {
      const event = myRoomEventSchema.safeParse(parseJson(data));
      if (event.success) onEvent(event.data);
      return event.success && event.data.type === "ended";
    },
  });
