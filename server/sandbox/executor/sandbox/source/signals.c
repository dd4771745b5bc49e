/* The caller's signals for the command; those that arrive before it starts are kept for it. */
#include <signal.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sandbox.h"

void signal_send(struct command_signals *signals, unsigned number) {
  if (number < 1 || number > 64) return;
  if (signals->command < 0) signals->early |= 1ull << (number - 1);
  else syscall(SYS_pidfd_send_signal, signals->command, (int)number, NULL, 0); /* one that has just exited needs none */
}

void signals_begin(struct command_signals *signals, int pidfd) {
  signals->command = pidfd;
  for (unsigned number = 1; number <= 64; number++)
    if (signals->early >> (number - 1) & 1) signal_send(signals, number);
}
