/* Files that no directory has, because processes of the sandbox hold them (held.c). */
#ifndef HELD_H
#define HELD_H

#include <stdbool.h>
#include <stdint.h>

#include "sandbox.h"

struct held {
  uint64_t disk_bytes;   /* of files on the disk */
  uint64_t memory_bytes; /* of files that are memory: memfds, and with MAPPED what is mapped of those that nobody has open */
  bool unknown;          /* there may be more, of a size that can't be had */
};
enum held_what { HELD_DISK, HELD_MEMORY, HELD_MEMORY_MAPPED };
struct held held_files(const struct lent *lent, const struct spec *spec, enum held_what what);

#endif
