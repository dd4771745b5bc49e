import { addNotice, dismissNotice } from "./notices.ts";

/** What takes less needs no words. */
const UNNOTICED_MS = 300;

/** Says what is going on while it takes long enough to wonder. */
export async function tellWhile(text: string, work: Promise<void>): Promise<void> {
  let told: number | undefined;
  const timer = setTimeout(() => {
    told = addNotice({ text });
  }, UNNOTICED_MS);
  try {
    await work;
  } finally {
    clearTimeout(timer);
    if (told !== undefined) dismissNotice(told);
  }
}
