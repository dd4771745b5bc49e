/**
 * How long this thread's processor worked on something, milliseconds. Unlike the clock it does not count what other
 * programs did meanwhile, so a limit on it holds on a busy machine too.
 */
export function processorTime(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}
