/*
 * The CPU time that a sandbox has used, if no cgroup counts it. A process's time goes to its parent when that
 * waits for it, and is lost otherwise, so it is added up from one look to the next. A process that starts and ends
 * between two looks is in no list, but if such processes follow one another, each look meets one of them: one that was
 * running and is gone at the next look counts for one interval, or for the share of it that it had a CPU. What
 * parents report of their children is subtracted twice, so that chance has no weight where children are waited for.
 */
#include <stdlib.h>
#include <unistd.h>

#include "cputime.h"
#include "sandbox.h"

static uint64_t in_microseconds(uint64_t ticks) { return ticks * 1000000 / (uint64_t)sysconf(_SC_CLK_TCK); }

void cpu_note(struct cpu_times *times, struct process_time process) {
  struct process_times *now = &times->now;
  if (now->count == now->room) {
    now->room = now->room ? now->room * 2 : 64;
    now->items = grow_memory(now->items, now->room, sizeof *now->items);
  }
  now->items[now->count++] = process;
}

static uint64_t more(uint64_t now, uint64_t before) { return now > before ? now - before : 0; }

/* Both lists are in the order of /proc, by number. */
uint64_t cpu_settle(struct cpu_times *times, int64_t now) {
  struct process_times *old = &times->before, *new = &times->now;
  uint64_t own = 0, told = 0, gone = 0, interval = (uint64_t)(now - times->looked_at) * 1000;
  for (size_t i = 0, j = 0; i < old->count || j < new->count;) {
    const struct process_time *was = i < old->count ? &old->items[i] : NULL, *is = j < new->count ? &new->items[j] : NULL;
    bool same = was && is && was->pid == is->pid && was->started == is->started;
    bool ended = !same && was && (!is || was->pid <= is->pid);
    if (ended) {
      gone += was->own + was->children;
      times->unseen += (uint64_t)((double)interval * was->busy);
    } else {
      own += more(is->own, same ? was->own : 0);
      told += more(is->children, same ? was->children : 0);
    }
    i += same || ended;
    j += !ended;
  }
  /* A look takes time: a parent may report at the next one a child that this one already missed. */
  uint64_t counted = gone + times->gone_before, again = told < counted ? told : counted;
  times->gone_before = gone > again ? gone - again : 0;
  times->used += in_microseconds(own + told - again);
  times->told += in_microseconds(told);
  times->looked_at = now;
  struct process_times empty = *old;
  *old = *new;
  *new = empty;
  new->count = 0;
  uint64_t lost = more(times->unseen, 2 * times->told);
  if (lost > times->lost) times->lost = lost;
  return (times->used + times->lost) / 1000;
}
