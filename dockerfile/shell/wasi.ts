/** The memory of a WebAssembly program; another buffer after it grew. */
export interface WasiMemory {
  readonly buffer: ArrayBuffer;
}

/** Error numbers of WASI. */
const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const NOT_SUPPORTED = 58;

/**
 * The system that a program in WebAssembly sees (WASI preview 1), as little of it as ShellCheck needs: no arguments, no
 * environment, no files, a clock. What it writes is thrown away.
 */
export function createWasi(memory: () => WasiMemory): Record<string, (...args: never[]) => number> {
  const view = (): DataView => new DataView(memory().buffer);
  const none = (count: number, size: number): number => {
    view().setUint32(count, 0, true);
    view().setUint32(size, 0, true);
    return SUCCESS;
  };
  const noDescriptor = (): number => BAD_DESCRIPTOR;
  const unsupported = (): number => NOT_SUPPORTED;
  return {
    args_get: () => SUCCESS,
    args_sizes_get: none,
    environ_get: () => SUCCESS,
    environ_sizes_get: none,
    clock_time_get: (_clock: number, _precision: bigint, time: number): number => {
      view().setBigUint64(time, BigInt(Date.now()) * 1_000_000n, true);
      return SUCCESS;
    },
    fd_write: (_descriptor: number, pieces: number, count: number, written: number): number => {
      let length = 0;
      for (let piece = 0; piece < count; piece++) length += view().getUint32(pieces + piece * 8 + 4, true);
      view().setUint32(written, length, true);
      return SUCCESS;
    },
    proc_exit: (code: number): never => {
      throw new Error(`ShellCheck ended itself with ${code}.`);
    },
    // An invalid descriptor ends the list of folders that a program is given.
    fd_prestat_get: noDescriptor,
    fd_prestat_dir_name: noDescriptor,
    fd_close: noDescriptor,
    fd_fdstat_get: noDescriptor,
    fd_fdstat_set_flags: noDescriptor,
    fd_filestat_get: noDescriptor,
    fd_filestat_set_size: noDescriptor,
    fd_read: noDescriptor,
    fd_seek: noDescriptor,
    path_create_directory: unsupported,
    path_filestat_get: unsupported,
    path_open: unsupported,
    poll_oneoff: unsupported,
  };
}
