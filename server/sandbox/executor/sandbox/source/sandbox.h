/* Shared by the files of strata-sandbox. Each group names the file that implements it. */
#ifndef SANDBOX_H
#define SANDBOX_H

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "cputime.h"

/* ---- failure.c: our own failures. The step is one of a fixed set of words that the caller may check. */
extern int report_fd; /* in the guard and inside the sandbox: the way to the helper; -1 in the helper itself */
_Noreturn void fail(const char *step, const char *format, ...) __attribute__((format(printf, 2, 3)));
_Noreturn void fail_errno(const char *step, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Writes one line to the caller on descriptor 3, or on stderr if there is no descriptor 3. */
void tell_caller(const char *format, ...) __attribute__((format(printf, 1, 2)));
bool is_for_later(void); /* whether a read or write that did nothing may be retried */

/* ---- memory.c */
void *need_memory(size_t bytes);
void *grow_memory(void *memory, size_t count, size_t each);
char *need_copy(const char *text, size_t length); /* up to its end, or `length` */
struct strings { const char **items; size_t count, room; };
void strings_add(struct strings *list, const char *item);
struct buffer { char *bytes; size_t length, room; };
void buffer_add(struct buffer *buffer, const void *bytes, size_t length);
void read_all(int fd, struct buffer *into, size_t limit);
void write_all(int fd, const void *bytes, size_t length);
bool write_file(const char *path, const char *text); /* false and errno if it fails */

/* ---- spec.c */
enum mount_kind { MOUNT_BIND, MOUNT_TMPFS, MOUNT_FILE, MOUNT_OVERLAY };
struct mount_spec {
  enum mount_kind kind;
  const char *source, *target, *upper, *work;
  bool read_only;
  uint64_t size;
  unsigned mode, uid, gid;
  const char *content;
  size_t content_length;
  struct strings lower;
};
struct terminal_size { unsigned short columns, rows; };
enum network_kind { NETWORK_NONE, NETWORK_FILTERED, NETWORK_HOST };
struct spec {
  struct strings lower, argv, env;
  const char *upper, *work, *cwd, *hostname, *hosts, *resolv;
  const char *group; /* the cgroup that the runs of one build share; NULL: none */
  unsigned uid, gid;
  gid_t groups[256];
  size_t group_count;
  enum network_kind network;
  const char *guest_address, *gateway, *guest_mac, *gateway_mac;
  unsigned prefix_length, mtu;
  struct mount_spec mounts[128];
  size_t mount_count;
  uint64_t memory, processes, cpu_millis, cpu_time, disk, output, milliseconds; /* cpu_time: milliseconds of CPUs */
  unsigned first_cpu; /* of those it gets, if no cgroup limits them */
  bool use_cgroups, input; /* input: the caller writes the command's stdin; otherwise it is /dev/null */
  bool container;          /* as Docker sets up a container, instead of what BuildKit does for a RUN */
  bool read_only_root;
  struct terminal_size terminal; /* no columns: none */
};
void spec_read(int fd, struct spec *spec, bool is_exec); /* of an exec, only the command and how to run it */
enum { SPEC_BYTES_MAX = 64 << 20 };

/* ---- report.c: messages from inside the sandbox to the helper, one per packet; the first byte says which */
enum report {
  REPORT_ERROR = 'E', REPORT_NOT_STARTED = 'N', REPORT_STUB = 'S', REPORT_READY = 'R', REPORT_LISTENER = 'L', REPORT_STATUS = 'X',
  REPORT_COMMAND = 'C', REPORT_EXEC = 'B', REPORT_JOIN = 'J'
};
enum { REPORT_FDS_MAX = 240 }; /* the kernel passes at most 253 at once */
void report_send(enum report kind, const void *bytes, size_t length, const int *fds, size_t fd_count);
ssize_t report_receive(int fd, char *bytes, size_t room, int fds[REPORT_FDS_MAX], size_t *fd_count);

/* ---- lent.c: descriptors from inside, through which the helper watches the sandbox. -1: none. */
enum { NAMESPACES_MAX = 8 };
struct lent {
  int proc, packet, terminal, segments, messages; /* segments, messages: what /proc/sysvipc says in the sandbox's namespace */
  int null, terminals;            /* terminals: its devpts */
  int namespaces[NAMESPACES_MAX]; /* the user namespace is the first */
  size_t namespace_count;
  int tmpfs[REPORT_FDS_MAX];
  dev_t tmpfs_devices[REPORT_FDS_MAX], disk_devices[REPORT_FDS_MAX], shared_memory;
  size_t tmpfs_count, disk_count;
};
struct lent_devices { int packet, terminal, null, terminals; };
void lent_send(const struct spec *spec, struct lent_devices devices);
void lent_take(struct lent *lent, const struct spec *spec, const char *kinds, const int *fds, size_t fd_count);
bool lent_tmpfs_has(const struct lent *lent, dev_t device);
bool lent_disk_has(const struct lent *lent, dev_t device); /* one of those that the command may write to */
void lent_close_namespaces(struct lent *lent);

/* ---- run.c, guard.c, inside.c */
/* Our descriptors from the caller, besides 0 (the specification), 1, and 2. */
enum { CALLER = 3, CALLER_WIRE = 4, CALLER_INPUT = 5, CALLER_DOOR = 6 };
int run_main(void);
/* stdin_fd: -1 for /dev/null; all three are -1 if the command has a terminal. */
struct sandbox_wires { int report_helper, report_inside, stdin_fd, stdout_fd, stderr_fd; };
struct cgroup;
void set_limits(const struct spec *spec);
void set_oom_score(void);
void cgroup_enter(const struct cgroup *cgroup, bool joins);
/* Puts the command's streams in place and closes everything but the way to report. */
void take_descriptors(const struct sandbox_wires *wires, int null, int terminal);
_Noreturn void guard_main(struct spec *spec, const struct sandbox_wires *wires, const struct cgroup *cgroup);
_Noreturn void inside_main(const struct spec *spec, const struct sandbox_wires *wires, const struct cgroup *cgroup, int go_fd);

/* ---- input.c */
struct input { int from, to; size_t length, sent; char bytes[65536]; };
void command_pipe(const struct spec *spec, int ends[2]);
int input_open(struct input *input, const struct spec *spec, int from); /* the command's end, -1 if it has none */
void input_join(struct input *input, int from, int to);
void input_close(struct input *input);
struct pollfd input_poll(const struct input *input);
void input_pump(struct input *input);

/* ---- terminal.c */
struct terminal_ends { int master, slave; }; /* -1 if the command has none */
enum { RESIZE = 255 };
struct resize { unsigned char bytes[4]; size_t missing; }; /* one being read */
struct terminal_ends terminal_make(int root, const struct spec *spec);
struct terminal_ends terminal_join(int terminals, const struct spec *spec); /* in a devpts that is in use */
void terminal_control(int slave);
bool resize_takes(struct resize *resize, unsigned char byte, int master); /* whether the byte belongs to a resize */

/* ---- stream.c: when the caller is slow, the command waits */
struct stream { int from, to; size_t length, sent; char bytes[65536]; };
int stream_open(struct stream *stream, const struct spec *spec, int to); /* the command's end */
void stream_read(struct stream *stream, const struct spec *spec, uint64_t *output); /* output: bytes of all streams; above the limit by one when it is hit */
bool stream_write(struct stream *stream); /* false if the reader is gone */
bool stream_has_left(const struct stream *stream);

/* ---- signals.c */
struct command_signals { int command; uint64_t early; }; /* command: its pidfd, -1 until there is one */
void signal_send(struct command_signals *signals, unsigned number);
void signals_begin(struct command_signals *signals, int pidfd);

/* ---- traffic.c */
enum { TRAFFIC_OUT, TRAFFIC_ERR, TRAFFIC_TO_OUT, TRAFFIC_TO_ERR, TRAFFIC_LISTENER, TRAFFIC_INPUT, TRAFFIC_COUNT };
struct traffic {
  const struct spec *spec;
  struct stream streams[2];
  struct input input;
  struct resize resize;
  struct command_signals signals;
  int terminal, listener;
  uint64_t output;
  bool made_device;
};
void traffic_open(struct traffic *traffic, const struct spec *spec, struct sandbox_wires *wires);
void wires_close(const struct sandbox_wires *wires); /* the command's ends */
void traffic_terminal(struct traffic *traffic, int master);
bool traffic_takes(struct traffic *traffic, unsigned char byte); /* whether the caller's byte was meant for the command */
void traffic_fill_poll(const struct traffic *traffic, struct pollfd polls[TRAFFIC_COUNT], bool lives);
const char *traffic_move(struct traffic *traffic, const struct pollfd polls[TRAFFIC_COUNT]);
bool traffic_has_output(const struct traffic *traffic);

/* ---- exec.c, join.c: another command in a sandbox that runs */
struct sandbox { const struct spec *spec; struct lent *lent; const struct cgroup *cgroup; };
int exec_main(void);
/* Takes one from CALLER_DOOR, and refuses it unless `refusal` is NULL. False if there will be no more. */
bool exec_take(const struct sandbox *sandbox, const char *refusal);
_Noreturn void join_main(const struct sandbox *sandbox, const struct spec *spec, struct sandbox_wires *wires);

/* ---- requests.c: what the caller asks on descriptor 3, besides signals and sizes */
enum { REQUEST_PAUSE = 254, REQUEST_RESUME = 253, REQUEST_PROCESSES = 252, REQUEST_USAGE = 251 };
struct requests { bool paused; };
void requests_take(struct requests *requests, const struct sandbox *sandbox, unsigned char byte);
void requests_resume(struct requests *requests, const struct sandbox *sandbox); /* what is paused dies only when it goes on */
void processes_tell(const struct sandbox *sandbox);
struct use { uint64_t memory, cpu_milliseconds, processes; };
struct use processes_use(int proc); /* what its processes show */

/* ---- activity.c */
struct activity { char usage[64]; struct use use; int64_t quiet_at, next_look, next_heartbeat; };
void activity_look(struct activity *activity, const struct sandbox *sandbox, int64_t now);
bool activity_is_quiet(const struct activity *activity, int64_t now); /* nothing has run for a while */
bool activity_heartbeat(struct activity *activity, int64_t now);

/* ---- selfCopy.c */
void run_from_copy(char **argv); /* returns in the copy */

/* ---- idmap.c: what the ids of a sandbox are outside. In the real root's sandbox: ids that nothing else has. */
struct id_range { unsigned first, count; };
extern struct id_range sandbox_ids; /* count 0: the sandbox's ids are ours, under the same numbers */
bool idmap_read(const char *text); /* "FIRST:COUNT" into sandbox_ids; false if invalid */
unsigned host_id(unsigned id); /* our number for an id of the sandbox; -1 if it is not mapped */
void idmap_write(pid_t child);
unsigned long idmap_count(void); /* the number of user ids in our namespace */
bool sandbox_has_one_id(void); /* as seen from outside */
int as_sandbox_root(int (*work)(void)); /* runs `work` as root of a namespace with these ids; returns its exit code */
int as_sandbox_root_mounting(int (*work)(void)); /* the same, where it may mount */
int enter_main(int argc, char **argv);

/* ---- rootPath.c: paths inside a root directory that hostile symlinks can't lead out of */
int open_in_root(int root, const char *path, int flags);
/* Opens a mount's target, creating it (and telling the helper so) if `report_made`. */
int open_mount_point(int root, const char *path, bool directory, bool report_made);
const char *fd_path(int fd); /* "/proc/self/fd/N", valid until the eighth next call */

/* ---- stage.c, rootfs.c, systemMounts.c, userMounts.c */
void stage_make(struct spec *spec); /* enters a staging directory; from then on, the paths of `spec` are names in it */
int rootfs_mount(const struct spec *spec); /* the merged root, not yet pivoted to; cwd is the staging directory */
void overlay_mount(const struct strings *lower, const char *upper, const char *work, const char *target, unsigned long flags);
void rootfs_pivot(int root);
void rootfs_seal(int root); /* read-only from now on, except what is mounted in it */
void system_mounts(int root, const struct spec *spec, bool single_id);
void file_mount(int root, const char *staged, const char *target, const void *bytes, size_t length, unsigned mode,
                unsigned uid, unsigned gid, bool read_only);
void user_mounts(int root, const struct spec *spec, bool single_id);
void restrict_mount(int target, unsigned long more); /* adds flags to what a mount has */

/* ---- network.c, wire.c */
int network_setup(const struct spec *spec); /* the packet socket of a filtered network, otherwise -1 */
struct wire { int packet, socket; bool blocked; struct buffer in, out; };
void wire_pump(struct wire *wire, short packet_events, short socket_events);

/* ---- identity.c, seccomp.c, seccomp32.c, command.c */
void take_identity(const struct spec *spec, bool single_id);
void seccomp_install(bool single_id);
struct sock_filter;
extern const int denied32[];
extern const size_t denied32_count;
_Noreturn void command_exec(const struct spec *spec);
#define STOPPED "cannot exec in a stopped container"
_Noreturn void not_started(int code, const char *format, ...) __attribute__((format(printf, 2, 3)));
void command_directory(const char *path); /* for an exec, which does not create it */

/* ---- devices.c: answers one mknod; returns whether a file now stands for a device */
bool devices_answer(int listener);
#if defined(__x86_64__) /* 32-bit programs, under their own numbers */
enum { COMPAT_ARCH = 0x40000003 /* AUDIT_ARCH_I386 */, COMPAT_MKNOD = 14, COMPAT_MKNODAT = 297 };
#endif

/* ---- cgroup.c. `into` (version 2): the directory, to clone into; `tasks` (version 1): where the child puts itself. */
enum { CGROUPS_MAX = 6 };
struct cgroup {
  char dirs[CGROUPS_MAX][512];
  size_t count;
  bool shared, memory, processes, cpu, cpu_time;
  int into, procs, usage, tasks[CGROUPS_MAX]; /* usage: the file that counts CPU time */
  size_t task_count;
  char freezer[512]; /* the directory of the one that can be paused; empty: none */
};
void cgroup_make(struct cgroup *cgroup, const struct spec *spec);
void cgroup_remove(struct cgroup *cgroup);
int sweep_main(void);
int leave_main(int argc, char **argv);
int about_main(void);

/* ---- cgroupUse.c */
bool cgroup_set_paused(const char *directory, bool paused);
bool cgroup_pause(const struct cgroup *cgroup, bool paused); /* false if it does not, in time */
void cgroup_use(const struct cgroup *cgroup, struct use *use); /* replaces what it counts */
const char *cgroup_limit_hit(const struct cgroup *cgroup, const struct spec *spec); /* "memory", "processes", "cpu" or NULL */

/* ---- clock.c: a monotonic clock */
int64_t milliseconds_now(void);

/* ---- watch.c, disk.c, held.c: limits without cgroups */
struct watched {
  bool memory, processes, cpu_time;
  uint64_t cpu_used; /* milliseconds of CPUs, so far */
  struct cpu_times times;
  uint64_t least_shared, shared_at_look; /* the machine's shared memory: lowest since the start, last */
  uint64_t hidden; /* the sandbox's memory that no process shows, at the last full look */
  int64_t next_full_look;
  int suspect_looks;
};
const char *watch_processes(const struct lent *lent, const struct spec *spec, struct watched *watched, bool thorough);
struct disk_watch {
  uint64_t measured, told, free_at_measure, most_free;
  int64_t next_measure;
  time_t started;
  int upper, suspect_looks;
};
void disk_watch_start(struct disk_watch *watch, const struct spec *spec);
bool disk_limit_hit(struct disk_watch *watch, const struct spec *spec, const struct lent *lent, int64_t now);
uint64_t disk_lasting(const struct disk_watch *watch, const struct spec *spec);

/* ---- stubs.c */
void stubs_remove(int upper, const struct strings *stubs);

/* ---- scan.c, unpack.c, place.c, remove.c, tree.c: work on directories of layers */
int scan_main(int argc, char **argv);
int unpack_main(int argc, char **argv);
int unpack_into(int tar_fd, int root_fd); /* the entries that stdin has; returns an exit code */
int place_main(int argc, char **argv);
int remove_main(int argc, char **argv);
int remove_tree(int parent, const char *name);
int measure_main(int argc, char **argv);
/* Counts only changes after `since`. Sets `moved` if a part was not seen because it was being moved. */
uint64_t tree_bytes(int directory, time_t since, bool *moved);

#endif
