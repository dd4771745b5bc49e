/** Opens a shell on the files before a step of a build that failed, with its command ready to be edited. */
export async function openShellAtStep(build: string, step: string): Promise<void> {
  // Most builds do not fail: what opens a terminal is loaded when it is needed.
  const actions = await import("./containerActions.ts");
  await actions.openShellAtStep(build, step);
}
