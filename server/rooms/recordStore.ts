import type { DatabaseSync } from "node:sqlite";
import { type LearnerRecord, learnerRecordSchema } from "./learnerRecord.ts";

/** The records of learners on disk, so that a restart loses nothing a teacher saw. */
export interface RecordStore {
  read(member: string): LearnerRecord | undefined;
  write(member: string, record: LearnerRecord): void;
}

export function openRecords(db: DatabaseSync): RecordStore {
  const select = db.prepare("SELECT record FROM room_records WHERE member = ?");
  const put = db.prepare("INSERT OR REPLACE INTO room_records (member, record) VALUES (?, ?)");
  return {
    read(member) {
      const json = select.get(member)?.record;
      return typeof json === "string" ? learnerRecordSchema.parse(JSON.parse(json)) : undefined;
    },
    write: (member, record) => void put.run(member, JSON.stringify(record)),
  };
}
