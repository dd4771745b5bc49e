#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sandbox.h"
#include "walk.h"

/* Descriptors that stay open: of the top levels, to continue from if the way back is gone, and of the deepest. */
enum { TOP = 16, DEEPEST = 16 };

/* `fd` is -1 if it was closed on the way down. `name` is owned by the names of the level above. */
struct level {
  dev_t device;
  ino_t inode;
  int fd;
  const char *name;
  struct names names;
  size_t next;
};

struct way { struct level *levels; size_t depth, room; };

void names_add(struct names *names, const char *name) {
  if (names->count == names->room) {
    names->room = names->room ? names->room * 2 : 4;
    names->items = grow_memory(names->items, names->room, sizeof *names->items);
  }
  names->items[names->count++] = need_copy(name, NAME_MAX);
}

static void names_free(struct names *names) {
  for (size_t i = 0; i < names->count; i++) free(names->items[i]);
  free(names->items);
}

static bool push(struct way *way, int fd, const char *name) {
  struct stat about;
  if (fstat(fd, &about) < 0) return false;
  if (way->depth == way->room) {
    way->room = way->room ? way->room * 2 : 32;
    way->levels = grow_memory(way->levels, way->room, sizeof *way->levels);
  }
  way->levels[way->depth++] = (struct level){.device = about.st_dev, .inode = about.st_ino, .fd = fd, .name = name};
  if (way->depth <= TOP + DEEPEST) return true;
  struct level *above = &way->levels[way->depth - 1 - DEEPEST];
  if (above->fd >= 0) close(above->fd);
  above->fd = -1;
  return true;
}

static bool enter(struct way *way, int directory, const char *name) {
  int fd = openat(directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd >= 0 && push(way, fd, name)) return true;
  int number = errno;
  if (fd >= 0) close(fd);
  errno = number;
  return false;
}

static bool is_at(int fd, const struct level *level) {
  struct stat about;
  return fstat(fd, &about) == 0 && about.st_dev == level->device && about.st_ino == level->inode;
}

static void pop(struct way *way) {
  struct level *last = &way->levels[--way->depth];
  if (last->fd >= 0) close(last->fd);
  names_free(&last->names);
}

/* Goes back to the directory above, or to the nearest that is still open. Returns whether it was the one above. */
static bool leave(struct way *way) {
  struct level *above = &way->levels[way->depth - 2];
  if (above->fd < 0) {
    int fd = openat(above[1].fd, "..", O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd >= 0 && is_at(fd, above)) above->fd = fd;
    else if (fd >= 0) close(fd);
  }
  pop(way);
  if (above->fd >= 0) return true;
  while (way->levels[way->depth - 1].fd < 0) pop(way);
  return false;
}

bool walk_tree(struct walker *walker, int directory) {
  struct way way = {0};
  int root = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) return false;
  if (!push(&way, root, NULL)) fail_errno("walk", "look at a directory");
  walker->list(walker, root, &way.levels[0].names);
  while (way.depth > 0) {
    struct level *here = &way.levels[way.depth - 1];
    if (here->next < here->names.count) {
      const char *name = here->names.items[here->next++];
      if (walker->visit && !walker->visit(walker, here->fd, name)) continue;
      if (enter(&way, here->fd, name)) {
        here = &way.levels[way.depth - 1];
        walker->list(walker, here->fd, &here->names);
      } else if (walker->left) {
        walker->left(walker, here->fd, name, true);
      }
    } else if (way.depth == 1) {
      pop(&way);
    } else {
      const char *name = here->name;
      if (!leave(&way)) walker->moved = true;
      else if (walker->left) walker->left(walker, way.levels[way.depth - 1].fd, name, false);
    }
  }
  free(way.levels);
  return true;
}
