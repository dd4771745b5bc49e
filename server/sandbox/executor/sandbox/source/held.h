/* Files in no directory, held by processes of the sandbox (held.c). */
#ifndef HELD_H
#define HELD_H

#include <stdbool.h>
#include <stdint.h>

#include "sandbox.h"

struct held {
  uint64_t disk_bytes;   /* of files on the disk */
  uint64_t memory_bytes; /* of files in memory: memfds, and with MAPPED the mapped part of those that are not open */
  bool unknown;          /* there may be more, of unknown size */
};
enum held_what { HELD_DISK, HELD_MEMORY, HELD_MEMORY_MAPPED };
struct held held_files(const struct lent *lent, const struct spec *spec, enum held_what what);

#endif
