/*
 * Walking through a tree that a command made, however deep it is: some forty descriptors are open at most, the way back
 * up is "..", and what ".." leads to is looked at before it is believed. No path is ever longer than one name.
 */
#ifndef WALK_H
#define WALK_H

#include <stdbool.h>
#include <stddef.h>

struct names { char **items; size_t count, room; };
void names_add(struct names *names, const char *name);

struct walker {
  /* Puts what is to be visited into `names`, and deals with what else is in the directory. */
  void (*list)(struct walker *walker, int directory, struct names *names);
  /* Whether to go into it. NULL: into all that was listed. */
  bool (*visit)(struct walker *walker, int directory, const char *name);
  /* All in it was visited, or it could not be opened (`failed`, with errno). May be NULL. */
  void (*left)(struct walker *walker, int directory, const char *name, bool failed);
  /* Directories were moved under our feet: what was still to be visited beside them was not. */
  bool moved;
};

/* Visits all below `directory`, which stays open. False, with errno set, if it can't be opened for reading. */
bool walk_tree(struct walker *walker, int directory);

#endif
