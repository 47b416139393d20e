/* Counts the calls by which a process and its children change files below one folder, and has the n-th of them fail or end
 * the processes. Preloaded into Node and git; what it shares stands in a mapped file, so that all of them count together. */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum action { COUNT, KILL_GROUP, KILL_CHILD, NO_SPACE_ONCE, NO_SPACE_STAYS, IO_ERROR, NO_ACCESS, TERMINATE, KILL_PARENT };
enum kind { MAKE = 1, WRITE = 2, SYNC = 4, NAME = 8, REMOVE = 16, CHANGE = 32, OPEN = 64, READ = 128 };

/* Whoever plays writes it before each run and reads it behind that. */
struct shared {
  long count;
  long target;
  int action;
  int driver;
  int done;
  /* Counted are the calls by which files are read, or those by which they are changed. */
  int reads;
  int logs;
  /* The folder below which is counted; empty between two runs. */
  char root[484];
  char hit[1024];
  /* Where the folder is copied to before each call; empty where it is not. */
  char images[256];
  /* Only before each n-th call, from this one on. */
  int part;
  int parts;
  /* The journal was there, and is deleted. */
  int closed;
};

static struct shared *shared;
static int log_file = -1;
static char command[32] = "-";

/* The subcommand of git, behind the settings that stand before it. */
static void read_command(void) {
  char line[16384];
  int file = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);
  if (file < 0) return;
  ssize_t length = read(file, line, sizeof line - 1);
  close(file);
  if (length <= 0) return;
  line[length] = 0;
  char *at = line + strlen(line) + 1;
  while (at < line + length && strcmp(at, "-c") == 0) {
    at += 3;
    at += strlen(at) + 1;
  }
  if (at < line + length) snprintf(command, sizeof command, "%s", at);
}

__attribute__((constructor)) static void start(void) {
  const char *state = getenv("FAULT_STATE"), *log = getenv("FAULT_LOG");
  if (!state || !log) return;
  int file = open(state, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  void *mapped = mmap(NULL, sizeof(struct shared), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (mapped == MAP_FAILED) return;
  read_command();
  log_file = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  shared = mapped;
}

static int is_below(const char *path) {
  size_t length = strlen(shared->root);
  return length > 0 && strncmp(path, shared->root, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int is_there(const char *name) {
  char path[600];
  snprintf(path, sizeof path, "%s/.git/release-ledger/%s", shared->root, name);
  return access(path, F_OK) == 0;
}

/* How far an operation is: 0 before its lock, 1 with it, 2 with its journal open, 3 with it closed again. */
static int phase(void) {
  return shared->closed ? 3 : is_there("journal.json") ? 2 : is_there("lock");
}

static int is_watched(int folder, const char *path, char *full) {
  if (!shared || !path) return 0;
  char base[PATH_MAX] = "";
  if (path[0] == '/') snprintf(full, PATH_MAX, "%s", path);
  else {
    if (folder == AT_FDCWD) {
      if (!getcwd(base, sizeof base)) return 0;
    } else {
      char link[64];
      snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
      ssize_t length = readlink(link, base, sizeof base - 1);
      if (length < 0) return 0;
      base[length] = 0;
    }
    if (strlen(base) + strlen(path) + 2 > PATH_MAX) return 0;
    strcpy(full, base);
    strcat(full, "/");
    strcat(full, path);
  }
  return is_below(full);
}

static int is_watched_file(int file, char *full, struct stat *stats) {
  if (!shared || fstat(file, stats) != 0 || !(S_ISREG(stats->st_mode) || S_ISDIR(stats->st_mode))) return 0;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, full, PATH_MAX - 1);
  if (length < 0) return 0;
  full[length] = 0;
  return is_below(full);
}

/* What a call of a kind can really fail with. */
static int fits(int action, int kind) {
  if (action == NO_SPACE_ONCE || action == NO_SPACE_STAYS) return kind & (MAKE | WRITE | SYNC | NAME);
  if (action == NO_ACCESS) return kind & (MAKE | NAME | REMOVE | OPEN);
  return 1;
}

static void copy_file(const char *from, const char *to, mode_t mode) {
  char bytes[16384];
  int in = open(from, O_RDONLY | O_CLOEXEC);
  /* Another thread or process may have removed it since the folder was read: then it is gone in the image, too. */
  if (in < 0 && errno == ENOENT) return;
  int out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode | 0200);
  for (ssize_t size; in >= 0 && out >= 0 && (size = read(in, bytes, sizeof bytes)) > 0;)
    if (write(out, bytes, size) != size) abort();
  if (in < 0 || out < 0 || fchmod(out, mode) != 0) abort();
  close(in);
  close(out);
}

/* Copies a folder, and writes down which file was which. */
static void copy_folder(const char *from, const char *to, FILE *inodes) {
  DIR *folder = opendir(from);
  if (!folder && errno == ENOENT) return;
  if (!folder) abort();
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    char source[PATH_MAX], target[PATH_MAX], link[PATH_MAX] = "";
    struct stat stats;
    if (snprintf(source, PATH_MAX, "%s/%s", from, entry->d_name) >= PATH_MAX) abort();
    if (snprintf(target, PATH_MAX, "%s/%s", to, entry->d_name) >= PATH_MAX) abort();
    if (lstat(source, &stats) != 0) {
      if (errno == ENOENT) continue;
      abort();
    }
    if (S_ISDIR(stats.st_mode)) {
      if (mkdir(target, stats.st_mode & 07777) != 0) abort();
      copy_folder(source, target, inodes);
    } else if (S_ISLNK(stats.st_mode)) {
      if (readlink(source, link, sizeof link - 1) < 0 || symlink(link, target) != 0) abort();
    } else {
      copy_file(source, target, stats.st_mode & 07777);
      fprintf(inodes, "%ld\t%s\n", (long)stats.st_ino, source + strlen(shared->root));
    }
  }
  closedir(folder);
}

/* The disk as it is now: what all processes leave that end at this moment. */
static void take_image(long at) {
  char folder[PATH_MAX], inodes[PATH_MAX];
  snprintf(folder, sizeof folder, "%s/%ld", shared->images, at);
  snprintf(inodes, sizeof inodes, "%s/%ld.inodes", shared->images, at);
  FILE *file = fopen(inodes, "we");
  if (!file || mkdir(folder, 0755) != 0) abort();
  copy_folder(shared->root, folder, file);
  fclose(file);
}

/* The error that the call has to fail with, or 0. File and size tell afterwards what was written and not made durable. */
static int fault(int kind, const char *name, const char *path, const struct stat *stats) {
  if (shared->reads != ((kind & (OPEN | READ)) != 0)) return 0;
  long at = __sync_add_and_fetch(&shared->count, 1);
  int own = getpid() == shared->driver, action = shared->action;
  char line[900];
  snprintf(line, sizeof line, "%ld\t%s\t%d\t%s\t%.600s\t%ld\t%ld\t%s\t%d", at, own ? "driver" : "child", kind, name, path + strlen(shared->root), stats ? (long)stats->st_ino : 0, stats ? (long)stats->st_size : 0, command, phase());
  if (kind == REMOVE && strstr(path, "/release-ledger/journal.json")) shared->closed = 1;
  if (shared->logs) dprintf(log_file, "%s\n", line);
  if (shared->images[0] && at % shared->parts == shared->part) take_image(at);
  if (action == COUNT || at < shared->target || (at > shared->target && action != NO_SPACE_STAYS)) return 0;
  if (!fits(action, kind) || ((action == KILL_CHILD || action == KILL_PARENT) && own)) return 0;
  if (!shared->done) strcpy(shared->hit, line);
  switch (action) {
    case KILL_GROUP:
      shared->done = 1;
      kill(shared->driver, SIGKILL);
      kill(getpid(), SIGKILL);
      for (;;) pause();
    case KILL_CHILD:
      shared->done = 1;
      kill(getpid(), SIGKILL);
      for (;;) pause();
    case KILL_PARENT:
      shared->done = 1;
      kill(shared->driver, SIGKILL);
      return 0;
    case TERMINATE:
      shared->done = 1;
      kill(shared->driver, SIGTERM);
      return 0;
    case IO_ERROR: shared->done = 1; return EIO;
    case NO_ACCESS: shared->done = 1; return EACCES;
    default: shared->done = 1; return ENOSPC;
  }
}

#define REAL(name) static __typeof__(&name) real; if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define CHECK_PATH(kind, folder, path) do { char full[PATH_MAX]; int error; \
  if (is_watched(folder, path, full) && (error = fault(kind, __func__, full, NULL))) { errno = error; return -1; } } while (0)
#define CHECK_FILE(kind, file) do { char full[PATH_MAX]; struct stat stats; int error; \
  if (is_watched_file(file, full, &stats) && (error = fault(kind, __func__, full, &stats))) { errno = error; return -1; } } while (0)
#define MODE_OF(flags) mode_t mode = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list list; va_start(list, flags); mode = va_arg(list, mode_t); va_end(list); }
#define MAKES(flags) (flags & (O_CREAT | O_TRUNC))
/* What is not there fails by itself. */
#define OPENED(file) do { int opened = file; char full[PATH_MAX]; struct stat stats; int error; \
  if (shared && shared->reads && opened >= 0 && (flags & O_ACCMODE) == O_RDONLY && is_watched_file(opened, full, &stats) && (error = fault(OPEN, __func__, full, &stats))) { close(opened); errno = error; return -1; } \
  return opened; } while (0)

#define FOPENED(stream) do { int makes = strpbrk(mode, "wa") != NULL; char full[PATH_MAX]; int error; \
  if ((makes || (shared && shared->reads && access(path, R_OK) == 0)) && is_watched(AT_FDCWD, path, full) && (error = fault(makes ? MAKE : OPEN, __func__, full, NULL))) { errno = error; return NULL; } \
  return stream; } while (0)

int open(const char *path, int flags, ...) { MODE_OF(flags) REAL(open); if (MAKES(flags)) CHECK_PATH(MAKE, AT_FDCWD, path); OPENED(real(path, flags, mode)); }
int open64(const char *path, int flags, ...) { MODE_OF(flags) REAL(open64); if (MAKES(flags)) CHECK_PATH(MAKE, AT_FDCWD, path); OPENED(real(path, flags, mode)); }
int openat(int folder, const char *path, int flags, ...) { MODE_OF(flags) REAL(openat); if (MAKES(flags)) CHECK_PATH(MAKE, folder, path); OPENED(real(folder, path, flags, mode)); }
int openat64(int folder, const char *path, int flags, ...) { MODE_OF(flags) REAL(openat64); if (MAKES(flags)) CHECK_PATH(MAKE, folder, path); OPENED(real(folder, path, flags, mode)); }
FILE *fopen(const char *path, const char *mode) { REAL(fopen); FOPENED(real(path, mode)); }
FILE *fopen64(const char *path, const char *mode) { REAL(fopen64); FOPENED(real(path, mode)); }
int mkstemp(char *template) { REAL(mkstemp); CHECK_PATH(MAKE, AT_FDCWD, template); return real(template); }
int mkstemp64(char *template) { REAL(mkstemp64); CHECK_PATH(MAKE, AT_FDCWD, template); return real(template); }
ssize_t read(int file, void *bytes, size_t size) { REAL(read); if (shared && shared->reads) CHECK_FILE(READ, file); return real(file, bytes, size); }
ssize_t pread(int file, void *bytes, size_t size, off_t at) { REAL(pread); if (shared && shared->reads) CHECK_FILE(READ, file); return real(file, bytes, size, at); }
ssize_t pread64(int file, void *bytes, size_t size, off64_t at) { REAL(pread64); if (shared && shared->reads) CHECK_FILE(READ, file); return real(file, bytes, size, at); }
ssize_t write(int file, const void *bytes, size_t size) { REAL(write); CHECK_FILE(WRITE, file); return real(file, bytes, size); }
ssize_t pwrite(int file, const void *bytes, size_t size, off_t at) { REAL(pwrite); CHECK_FILE(WRITE, file); return real(file, bytes, size, at); }
ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at) { REAL(pwrite64); CHECK_FILE(WRITE, file); return real(file, bytes, size, at); }
ssize_t writev(int file, const struct iovec *parts, int count) { REAL(writev); CHECK_FILE(WRITE, file); return real(file, parts, count); }
int fsync(int file) { REAL(fsync); CHECK_FILE(SYNC, file); return real(file); }
int fdatasync(int file) { REAL(fdatasync); CHECK_FILE(SYNC, file); return real(file); }
int ftruncate(int file, off_t size) { REAL(ftruncate); CHECK_FILE(CHANGE, file); return real(file, size); }
int ftruncate64(int file, off64_t size) { REAL(ftruncate64); CHECK_FILE(CHANGE, file); return real(file, size); }
int fchmod(int file, mode_t mode) { REAL(fchmod); CHECK_FILE(CHANGE, file); return real(file, mode); }
int chmod(const char *path, mode_t mode) { REAL(chmod); CHECK_PATH(CHANGE, AT_FDCWD, path); return real(path, mode); }
int rename(const char *from, const char *to) { REAL(rename); CHECK_PATH(NAME, AT_FDCWD, to); return real(from, to); }
int renameat(int a, const char *from, int b, const char *to) { REAL(renameat); CHECK_PATH(NAME, b, to); return real(a, from, b, to); }
int link(const char *from, const char *to) { REAL(link); CHECK_PATH(NAME, AT_FDCWD, to); return real(from, to); }
int linkat(int a, const char *from, int b, const char *to, int flags) { REAL(linkat); CHECK_PATH(NAME, b, to); return real(a, from, b, to, flags); }
int symlink(const char *from, const char *to) { REAL(symlink); CHECK_PATH(NAME, AT_FDCWD, to); return real(from, to); }
int mkdir(const char *path, mode_t mode) { REAL(mkdir); CHECK_PATH(MAKE, AT_FDCWD, path); return real(path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { REAL(mkdirat); CHECK_PATH(MAKE, folder, path); return real(folder, path, mode); }
int unlink(const char *path) { REAL(unlink); CHECK_PATH(REMOVE, AT_FDCWD, path); return real(path); }
int unlinkat(int folder, const char *path, int flags) { REAL(unlinkat); CHECK_PATH(REMOVE, folder, path); return real(folder, path, flags); }
int rmdir(const char *path) { REAL(rmdir); CHECK_PATH(REMOVE, AT_FDCWD, path); return real(path); }
