import path from "node:path";
import { workerData } from "node:worker_threads";
import { openContextStore } from "#server/contexts/contextStore.ts";
import { openBlobStore } from "#server/oci/store/blobStore.ts";
import { answerQuestions } from "#server/threads/answerQuestions.ts";
import { type LessonAnswers, type LessonQuestion, workOnLesson } from "./lessonWork.ts";

const blobs = openBlobStore(path.join(String(workerData), "blobs"));
const stores = { blobs, contexts: openContextStore(blobs) };

answerQuestions<LessonQuestion, LessonAnswers[LessonQuestion["about"]]>((question) => workOnLesson(question, stores));
