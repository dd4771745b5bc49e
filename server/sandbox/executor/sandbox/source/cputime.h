#ifndef CPUTIME_H
#define CPUTIME_H

#include <stddef.h>
#include <stdint.h>

/* Times in clock ticks; `children` are those that were waited for. `busy`: 0 to 1, the share of its time on a CPU. */
struct process_time { int pid; unsigned long long started; uint64_t own, children; double busy; };
struct process_times { struct process_time *items; size_t count, room; };

struct cpu_times {
  struct process_times before, now;
  int64_t looked_at;                   /* milliseconds */
  uint64_t used, lost, told, unseen;   /* microseconds */
  uint64_t gone_before;                /* ticks of processes that ended and that no parent has reported yet */
};

/* Adds one process of this look, in the order of their numbers. */
void cpu_note(struct cpu_times *times, struct process_time process);
/* Ends this look. Returns the milliseconds that the sandbox has used so far. */
uint64_t cpu_settle(struct cpu_times *times, int64_t now);

#endif
