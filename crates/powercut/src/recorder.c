// Preloaded into a program under test: writes down each call that changes a file or folder below POWERCUT_BELOW, with its
// data, in the order in which the calls took effect; lines on standard output are noted in the same order as marks of what
// the program has acknowledged. POWERCUT_FAIL=17:EIO makes the 17th such call of a process (from 0) fail without effect.
//
// The real calls are raw system calls, so nothing here can call itself. A call is found to be ours by the path that
// /proc/self/fd gives for its descriptor, so duplicated and inherited descriptors need no table. One lock is held over each
// call and its note: the order in the trace is the order on the file system. Descriptors that are not below the folder never
// take the lock, so a signal handler that writes to a pipe cannot meet it.
//
// Not seen: memory maps (SQLite maps only `-shm`, which images leave out), stdio of libc, io_uring.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

// The numbers and the head are read by trace.rs.
enum kind {
    KIND_START, KIND_OPEN, KIND_WRITE, KIND_TRUNCATE, KIND_SYNC, KIND_RENAME, KIND_UNLINK, KIND_MKDIR, KIND_RMDIR, KIND_LINK,
    KIND_ALLOCATE, KIND_CLOSE, KIND_ACK
};
enum flag { FLAG_CREATED = 1, FLAG_TRUNCATED = 2, FLAG_FOLDER = 4, FLAG_EXCHANGE = 8, FLAG_KEEP_SIZE = 16 };
struct __attribute__((packed)) head {
    uint8_t kind, flags;
    uint16_t error;
    uint64_t file, offset, length;
    uint32_t first, second;
};

static char below[PATH_MAX];
static size_t below_len;
static int trace_fd = -1;
static long fail_at = -1;
static int fail_with;
static long calls;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void note(int kind, int flags, int error, uint64_t file, uint64_t offset, uint64_t length, const void *first,
                 size_t first_len, const void *second, size_t second_len) {
    struct head head = {kind, flags, error, file, offset, length, first_len, second_len};
    struct iovec parts[3] = {{&head, sizeof head}, {(void *)first, first_len}, {(void *)second, second_len}};
    if (syscall(SYS_writev, trace_fd, parts, 3) != (long)(sizeof head + first_len + second_len)) abort();
}

static const char *relative(const char *path) { return path[below_len] ? path + below_len + 1 : ""; }

static void note_path(int kind, int flags, int error, uint64_t file, uint64_t length, const char *path) {
    note(kind, flags, error, file, 0, length, relative(path), strlen(relative(path)), "", 0);
}

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("POWERCUT_BELOW"), *trace = getenv("POWERCUT_TRACE"), *fail = getenv("POWERCUT_FAIL");
    if (!folder || !trace || strlen(folder) >= sizeof below) return;
    strcpy(below, folder);
    below_len = strlen(below);
    if (fail && strchr(fail, ':')) {
        const char *name = strchr(fail, ':') + 1;
        fail_with = !strcmp(name, "ENOSPC") ? ENOSPC : !strcmp(name, "EINTR") ? EINTR : EIO;
        fail_at = atol(fail);
    }
    int fd = syscall(SYS_openat, AT_FDCWD, trace, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd < 0) abort();
    trace_fd = fcntl(fd, F_DUPFD_CLOEXEC, 900);
    if (trace_fd < 0) abort();
    syscall(SYS_close, fd);
    note(KIND_START, 0, 0, 0, 0, 0, "", 0, "", 0);
}

static int is_below(const char *path) {
    return !strncmp(path, below, below_len) && (path[below_len] == '/' || !path[below_len]);
}

static int path_of(int fd, char *path) {
    char link[40];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t len = readlink(link, path, PATH_MAX - 1);
    if (len < 0) return 0;
    path[len] = 0;
    return 1;
}

// Is the descriptor a file or folder below ours? Then its path and inode.
static int ours(int fd, char *path, struct stat *is) {
    int was = errno;
    int yes = trace_fd >= 0 && fd >= 0 && path_of(fd, path) && is_below(path) && !fstat(fd, is) &&
              (S_ISREG(is->st_mode) || S_ISDIR(is->st_mode));
    errno = was;
    return yes;
}

// Is the name (which need not exist) below our folder? Then its path, with the folders resolved.
static int ours_by_name(int at, const char *name, char *path) {
    if (trace_fd < 0 || !name || !*name) return 0;
    int was = errno, yes = 0;
    char joined[2 * PATH_MAX + 2], folder[PATH_MAX];
    if (*name == '/') folder[0] = 0;
    else if (at == AT_FDCWD ? !getcwd(folder, sizeof folder) : !path_of(at, folder)) goto out;
    if (snprintf(joined, sizeof joined, "%s/%s", folder, name) >= PATH_MAX) goto out;
    for (size_t len = strlen(joined); len > 1 && joined[len - 1] == '/'; len--) joined[len - 1] = 0;
    char *last = strrchr(joined, '/');
    *last = 0;
    if (!realpath(*joined ? joined : "/", path) || strlen(path) + strlen(last + 1) + 2 >= PATH_MAX) goto out;
    if (strcmp(last + 1, ".")) {
        if (strcmp(path, "/")) strcat(path, "/");
        strcat(path, last + 1);
    }
    yes = is_below(path);
out:
    errno = was;
    return yes;
}

// Takes the lock; true if this call is the one that must fail.
static int enter(void) {
    pthread_mutex_lock(&lock);
    return calls++ == fail_at;
}

static long leave(long result, int error) {
    pthread_mutex_unlock(&lock);
    errno = error;
    return result;
}

// The call, or the failure that was ordered in its place; leaves `result` and `error`.
#define CALL(call)                                        \
    int failed = enter();                                 \
    long result = failed ? -1 : (call);                   \
    int error = failed ? fail_with : result < 0 ? errno : 0;

static int opened(int at, const char *name, int flags, mode_t mode) {
    char path[PATH_MAX];
    if (!ours_by_name(at, name, path)) return syscall(SYS_openat, at, name, flags, mode);
    struct stat before, is = {0};
    int there = !fstatat(AT_FDCWD, path, &before, 0);
    CALL(syscall(SYS_openat, at, name, flags, mode));
    if (result >= 0) fstat(result, &is);
    int what = (there ? 0 : FLAG_CREATED) | (there && (flags & O_TRUNC) ? FLAG_TRUNCATED : 0) |
               (S_ISDIR(is.st_mode) ? FLAG_FOLDER : 0);
    note_path(KIND_OPEN, result < 0 ? 0 : what, error, is.st_ino, 0, path);
    return leave(result, error);
}

#define MODE                                              \
    mode_t mode = 0;                                      \
    if (flags & (O_CREAT | O_TMPFILE)) {                  \
        va_list rest;                                     \
        va_start(rest, flags);                            \
        mode = va_arg(rest, mode_t);                      \
        va_end(rest);                                     \
    }
int open(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int open64(const char *name, int flags, ...) { MODE return opened(AT_FDCWD, name, flags, mode); }
int openat(int at, const char *name, int flags, ...) { MODE return opened(at, name, flags, mode); }
int openat64(int at, const char *name, int flags, ...) { MODE return opened(at, name, flags, mode); }
int __open_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }
int __open64_2(const char *name, int flags) { return opened(AT_FDCWD, name, flags, 0); }
int creat(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *name, mode_t mode) { return opened(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode); }

// `offset` below 0: at the descriptor's own place, which is asked for after the call (it is right for O_APPEND too).
static ssize_t written(int fd, const void *data, size_t len, off_t offset) {
    char path[PATH_MAX];
    struct stat is;
    int below_ours = ours(fd, path, &is);
    if (trace_fd >= 0 && !below_ours && fd == STDOUT_FILENO && offset < 0) {
        pthread_mutex_lock(&lock);
        long result = syscall(SYS_write, fd, data, len);
        int error = errno;
        if (result > 0) note(KIND_ACK, 0, 0, 0, 0, result, data, result, "", 0);
        return leave(result, error);
    }
    if (!below_ours) {
        return offset < 0 ? syscall(SYS_write, fd, data, len) : syscall(SYS_pwrite64, fd, data, len, offset);
    }
    CALL(offset < 0 ? syscall(SYS_write, fd, data, len) : syscall(SYS_pwrite64, fd, data, len, offset));
    size_t done = result > 0 ? result : 0;
    off_t start = offset < 0 && result >= 0 ? lseek(fd, 0, SEEK_CUR) - result : offset;
    note(KIND_WRITE, 0, error, is.st_ino, start < 0 ? 0 : start, done, data, done, "", 0);
    return leave(result, error);
}
ssize_t write(int fd, const void *data, size_t len) { return written(fd, data, len, -1); }
ssize_t pwrite(int fd, const void *data, size_t len, off_t offset) { return written(fd, data, len, offset); }
ssize_t pwrite64(int fd, const void *data, size_t len, off64_t offset) { return written(fd, data, len, offset); }

// A vector is written as one short write of its first part that is not empty: what POSIX allows, and callers go on from there.
static ssize_t written_first(int fd, const struct iovec *parts, int count, off_t offset) {
    for (int i = 0; i < count; i++)
        if (parts[i].iov_len) return written(fd, parts[i].iov_base, parts[i].iov_len, offset);
    return written(fd, "", 0, offset);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    char path[PATH_MAX];
    struct stat is;
    if (fd != STDOUT_FILENO && !ours(fd, path, &is)) return syscall(SYS_writev, fd, parts, count);
    return written_first(fd, parts, count, -1);
}
static ssize_t pwritten(int fd, const struct iovec *parts, int count, off_t offset) {
    char path[PATH_MAX];
    struct stat is;
    if (!ours(fd, path, &is)) return syscall(SYS_pwritev, fd, parts, count, offset, 0);
    return written_first(fd, parts, count, offset);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) { return pwritten(fd, parts, count, offset); }
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) { return pwritten(fd, parts, count, offset); }

// Copies within the kernel are refused below our folder, so that the caller falls back on read and write.
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t len, unsigned flags) {
    char path[PATH_MAX];
    struct stat is;
    if (!ours(out, path, &is)) return syscall(SYS_copy_file_range, in, from, out, to, len, flags);
    errno = ENOSYS;
    return -1;
}
static ssize_t sent(int out, int in, off_t *from, size_t len) {
    char path[PATH_MAX];
    struct stat is;
    if (!ours(out, path, &is)) return syscall(SYS_sendfile, out, in, from, len);
    errno = ENOSYS;
    return -1;
}
ssize_t sendfile(int out, int in, off_t *from, size_t len) { return sent(out, in, from, len); }
ssize_t sendfile64(int out, int in, off64_t *from, size_t len) { return sent(out, in, from, len); }

static int truncated(int fd, off_t len) {
    char path[PATH_MAX];
    struct stat is;
    if (!ours(fd, path, &is)) return syscall(SYS_ftruncate, fd, len);
    CALL(syscall(SYS_ftruncate, fd, len));
    note(KIND_TRUNCATE, 0, error, is.st_ino, 0, len, "", 0, "", 0);
    return leave(result, error);
}
int ftruncate(int fd, off_t len) { return truncated(fd, len); }
int ftruncate64(int fd, off64_t len) { return truncated(fd, len); }
static int truncated_by_name(const char *name, off_t len) {
    char path[PATH_MAX];
    struct stat is = {0};
    if (!ours_by_name(AT_FDCWD, name, path)) return syscall(SYS_truncate, name, len);
    stat(path, &is);
    CALL(syscall(SYS_truncate, name, len));
    note(KIND_TRUNCATE, 0, error, is.st_ino, 0, len, "", 0, "", 0);
    return leave(result, error);
}
int truncate(const char *name, off_t len) { return truncated_by_name(name, len); }
int truncate64(const char *name, off64_t len) { return truncated_by_name(name, len); }

static int allocated(int fd, int mode, off_t offset, off_t len) {
    char path[PATH_MAX];
    struct stat is;
    if (!ours(fd, path, &is)) return syscall(SYS_fallocate, fd, mode, offset, len);
    CALL(mode & ~FALLOC_FL_KEEP_SIZE ? (errno = EOPNOTSUPP, -1) : syscall(SYS_fallocate, fd, mode, offset, len));
    note(KIND_ALLOCATE, mode & FALLOC_FL_KEEP_SIZE ? FLAG_KEEP_SIZE : 0, error, is.st_ino, offset, len, "", 0, "", 0);
    return leave(result, error);
}
int fallocate(int fd, int mode, off_t offset, off_t len) { return allocated(fd, mode, offset, len); }
int fallocate64(int fd, int mode, off64_t offset, off64_t len) { return allocated(fd, mode, offset, len); }
int posix_fallocate(int fd, off_t offset, off_t len) { return allocated(fd, 0, offset, len) ? errno : 0; }
int posix_fallocate64(int fd, off64_t offset, off64_t len) { return allocated(fd, 0, offset, len) ? errno : 0; }

static int synced(int fd, long number) {
    char path[PATH_MAX];
    struct stat is;
    if (!ours(fd, path, &is)) return syscall(number, fd);
    // The sync itself is left out: the images tell what would be lost, and the real disk would only make the suite slow.
    CALL(0);
    note_path(KIND_SYNC, S_ISDIR(is.st_mode) ? FLAG_FOLDER : 0, error, is.st_ino, 0, path);
    return leave(result, error);
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

static int renamed(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
    char old[PATH_MAX], new[PATH_MAX];
    int leaves = ours_by_name(from_at, from, old), comes = ours_by_name(to_at, to, new);
    if (!leaves && !comes) return syscall(SYS_renameat2, from_at, from, to_at, to, flags);
    CALL(leaves != comes ? (errno = EXDEV, -1) : syscall(SYS_renameat2, from_at, from, to_at, to, flags));
    const char *first = leaves ? relative(old) : "", *second = comes ? relative(new) : "";
    note(KIND_RENAME, flags & RENAME_EXCHANGE ? FLAG_EXCHANGE : 0, error, 0, 0, 0, first, strlen(first), second, strlen(second));
    return leave(result, error);
}
int rename(const char *from, const char *to) { return renamed(AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int from_at, const char *from, int to_at, const char *to) { return renamed(from_at, from, to_at, to, 0); }
int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned flags) {
    return renamed(from_at, from, to_at, to, flags);
}

static int linked(int from_at, const char *from, int to_at, const char *to, int flags) {
    char old[PATH_MAX], new[PATH_MAX];
    struct stat is = {0};
    if (!ours_by_name(to_at, to, new)) return syscall(SYS_linkat, from_at, from, to_at, to, flags);
    int known = ours_by_name(from_at, from, old) && !stat(old, &is);
    CALL(!known ? (errno = EXDEV, -1) : syscall(SYS_linkat, from_at, from, to_at, to, flags));
    note_path(KIND_LINK, 0, error, is.st_ino, 0, new);
    return leave(result, error);
}
int link(const char *from, const char *to) { return linked(AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
    return linked(from_at, from, to_at, to, flags);
}

static int unlinked(int at, const char *name, int flags) {
    char path[PATH_MAX];
    if (!ours_by_name(at, name, path)) return syscall(SYS_unlinkat, at, name, flags);
    CALL(syscall(SYS_unlinkat, at, name, flags));
    note_path(flags & AT_REMOVEDIR ? KIND_RMDIR : KIND_UNLINK, 0, error, 0, 0, path);
    return leave(result, error);
}
int unlink(const char *name) { return unlinked(AT_FDCWD, name, 0); }
int unlinkat(int at, const char *name, int flags) { return unlinked(at, name, flags); }
int rmdir(const char *name) { return unlinked(AT_FDCWD, name, AT_REMOVEDIR); }

static int made(int at, const char *name, mode_t mode) {
    char path[PATH_MAX];
    struct stat is = {0};
    if (!ours_by_name(at, name, path)) return syscall(SYS_mkdirat, at, name, mode);
    CALL(syscall(SYS_mkdirat, at, name, mode));
    if (result >= 0) stat(path, &is);
    note_path(KIND_MKDIR, FLAG_FOLDER, error, is.st_ino, 0, path);
    return leave(result, error);
}
int mkdir(const char *name, mode_t mode) { return made(AT_FDCWD, name, mode); }
int mkdirat(int at, const char *name, mode_t mode) { return made(at, name, mode); }

// A close that is told to fail closes all the same: that is what Linux does.
int close(int fd) {
    char path[PATH_MAX];
    struct stat is;
    if (!ours(fd, path, &is)) return syscall(SYS_close, fd);
    int failed = enter();
    long result = syscall(SYS_close, fd);
    int error = failed ? fail_with : result < 0 ? errno : 0;
    note_path(KIND_CLOSE, S_ISDIR(is.st_mode) ? FLAG_FOLDER : 0, error, is.st_ino, 0, path);
    return leave(failed ? -1 : result, error);
}
