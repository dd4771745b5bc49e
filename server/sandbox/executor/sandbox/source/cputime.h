#ifndef CPUTIME_H
#define CPUTIME_H

#include <stddef.h>
#include <stdint.h>

/* Times in ticks of the clock; `children` are those that were waited for. `busy`: 0 to 1, of its time so far. */
struct process_time { int pid; unsigned long long started; uint64_t own, children; double busy; };
struct process_times { struct process_time *items; size_t count, room; };

struct cpu_times {
  struct process_times before, now;
  int64_t looked_at;                   /* milliseconds */
  uint64_t used, lost, told, unseen;   /* microseconds */
  uint64_t gone_before;                /* ticks of processes that ended, of which no parent has told yet */
};

/* One process of this look, in the order of their numbers. */
void cpu_note(struct cpu_times *times, struct process_time process);
/* All of this look were noted. Milliseconds that the sandbox has used by now. */
uint64_t cpu_settle(struct cpu_times *times, int64_t now);

#endif
