/*
 * Walks a tree that a command made, however deep it is: about forty descriptors are open at most, the way back up is
 * "..", and its target is checked before it is trusted. No path is ever longer than one name.
 */
#ifndef WALK_H
#define WALK_H

#include <stdbool.h>
#include <stddef.h>

struct names { char **items; size_t count, room; };
void names_add(struct names *names, const char *name);

struct walker {
  /* Puts the entries to visit into `names`, and handles everything else in the directory. */
  void (*list)(struct walker *walker, int directory, struct names *names);
  /* Whether to enter it. NULL: enter all that was listed. */
  bool (*visit)(struct walker *walker, int directory, const char *name);
  /* Its content was visited, or it could not be opened (`failed`, with errno). May be NULL. */
  void (*left)(struct walker *walker, int directory, const char *name, bool failed);
  /* Directories were moved during the walk: their siblings that were still to be visited were not. */
  bool moved;
};

/* Visits everything below `directory`, which stays open. False, with errno set, if it can't be opened for reading. */
bool walk_tree(struct walker *walker, int directory);

#endif
