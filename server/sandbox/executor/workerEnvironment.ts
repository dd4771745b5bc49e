/** All that a process which runs people's commands gets of the server's environment: they must not see anything else. */
export function workerEnvironment(): NodeJS.ProcessEnv {
  const { PATH = "", HOME, NODE_COMPILE_CACHE } = process.env;
  return { PATH, TZ: "UTC", ...(HOME && { HOME }), ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }) };
}
