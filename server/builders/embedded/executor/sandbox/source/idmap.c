/* The identity map: a child's user namespace has every id that ours has, under the same number. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sandbox.h"

static void copy_map(pid_t child, const char *name) {
  char path[64], map[8192] = "";
  snprintf(path, sizeof path, "/proc/self/%s", name);
  FILE *own = fopen(path, "re");
  if (!own) fail_errno("map ids", "open %s", path);
  unsigned long first, outside, count;
  size_t used = 0;
  while (fscanf(own, "%lu %lu %lu", &first, &outside, &count) == 3 && used < sizeof map - 64)
    used += (size_t)snprintf(map + used, sizeof map - used, "%lu %lu %lu\n", first, first, count);
  fclose(own);
  snprintf(path, sizeof path, "/proc/%d/%s", child, name);
  if (!write_file(path, map)) fail_errno("map ids", "write %s", path);
}

void idmap_identity(pid_t child) {
  copy_map(child, "uid_map");
  copy_map(child, "gid_map");
}

unsigned long idmap_count(void) {
  FILE *map = fopen("/proc/self/uid_map", "re");
  unsigned long first, outside, count, total = 0;
  while (map && fscanf(map, "%lu %lu %lu", &first, &outside, &count) == 3) total += count;
  if (map) fclose(map);
  return total;
}
