import { ConfigError, readConfig } from "./config.ts";
import { PRIVATE_UMASK } from "./dataPrivacy.ts";
import { describeOptions } from "./options.ts";
import { StartError } from "./startError.ts";
import { startServer } from "./startServer.ts";
import { stopOnSignals } from "./stopOnSignals.ts";

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<void> {
  process.umask(PRIVATE_UMASK);
  const { url, notices, close } = await startServer(readConfig());
  stopOnSignals(close);
  for (const notice of notices) say(notice);
  say(`Strata is running at ${url}`);
}

if (process.argv.includes("--help") || process.argv.includes("-h")) {
  say(describeOptions());
} else {
  try {
    await main();
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StartError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
