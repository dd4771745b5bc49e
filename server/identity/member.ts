/** A learner, as a request of their browser shows them. */
export interface Member {
  readonly id: string;
  readonly room: string;
  readonly name: string;
  /** The owner of what they make: theirs alone. */
  readonly owner: string;
  /** What is kept of a room that has ended can be taken home, and nothing else. */
  readonly hasEnded: boolean;
  /** Milliseconds since the epoch, after which nothing is left of the room. */
  readonly expiresAt: number;
}

/** What tells members by their browsers. */
export interface MemberFinder {
  /** The member whose browser has this token. */
  byToken(token: string): Member | undefined;
  byId(id: string): Member | undefined;
  /** Whether an owner teaches this room, open or kept. */
  teaches(owner: string, room: string): boolean;
}
