/*
   latigraph: generative models of circuits for igraph
   Copyright (C) 2026  The latigraph developers
   SPDX-License-Identifier: GPL-2.0-or-later
*/
/*
 * Files that are complete or absent.
 *
 * The bytes go to a temporary file in the same folder, because only a rename within one file
 * system is atomic. The order of the steps is what survives a power cut: the file is synced before
 * it is renamed, and the folder is synced after that. See Pillai et al., "All file systems are not
 * created equal", OSDI 2014.
 *
 * A killed writer cannot remove its temporary file, so the next writer does. Temporary files of
 * NAME are called .NAME.latigraph-0 to .NAME.latigraph-15, which no other program uses. The writer
 * holds an advisory lock on its file from creation to rename. The system drops the lock when the
 * writer ends, however it ends. A temporary file that can be locked thus belongs to nobody. Fixed
 * names find such files without reading the folder, which may hold a million others.
 *
 * flock() is used because a lock of fcntl() ends when the process closes any descriptor of the
 * file, and does not separate two threads of one process. On NFS, Linux turns flock() into a lock
 * of the server, which all machines respect. Where a file system has no locks, nothing is removed,
 * and a writer that finds all fixed names in use takes a random one. A mount of NFS with local
 * locks (nolock, local_lock) is the one exception: a file that another machine is writing looks
 * abandoned, and its writer then fails with an error, because it cannot rename it.
 */
#include "base/output.h"

#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SLOTS = 16 };
/* Longer names are cut, so that the mark fits into the 255 bytes of a file name. */
enum { NAME_BYTES = 230 };

/* --- Names ------------------------------------------------------------------------------------ */

/* Finds the last part of a path, which begins after the last slash. */
static const char *last_part(const char *path) {
    const char *slash = strrchr(path, G_DIR_SEPARATOR);
    return slash != NULL ? slash + 1 : path;
}

igraph_error_t latigraph_output_folder(const char *path, char **folder) {
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == G_DIR_SEPARATOR) {
        length--;
    }
    while (length > 0 && path[length - 1] != G_DIR_SEPARATOR) {
        length--;
    }
    while (length > 1 && path[length - 1] == G_DIR_SEPARATOR) {
        length--;
    }
    return length > 0 ? latigraph_copy_text_part(path, length, folder)
                      : latigraph_copy_text(".", folder);
}

/* Returns "folder/.NAME.latigraph-XXXXXX", whose last six characters are replaced by number_path(),
 * or NULL without memory. It raises no error, because sweeping may fail silently. */
static char *temporary_path(const char *path) {
    const char *name = last_part(path);
    const int before = (int)(name - path);
    int length = (int)MIN(strlen(name), (size_t)NAME_BYTES);
    while (length > 0 && name[length] != '\0' && ((guchar)name[length] & 0xC0) == 0x80) {
        length--; /* a character of several bytes stays whole */
    }
    const size_t size = (size_t)before + (size_t)length + sizeof "..latigraph-XXXXXX";
    char *temporary = g_try_malloc(size);
    if (temporary != NULL) {
        g_snprintf(temporary, size, "%.*s.%.*s.latigraph-XXXXXX", before, path, length, name);
    }
    return temporary;
}

static void number_path(char *temporary, size_t length, int slot) {
    g_snprintf(temporary + length - 6, 7, "%d", slot);
}

/* --- Locks ------------------------------------------------------------------------------------ */

/* Locks a new temporary file. Returns false if another process took it for an abandoned one in the
 * moment between its creation and the lock. */
static gboolean hold(int descriptor) {
    struct stat found;
    if (flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
        return FALSE;
    }
    return fstat(descriptor, &found) == 0 && found.st_nlink > 0;
}

/* Returns whether a temporary file is a plain file of this user and is locked by nobody. The
 * descriptor then holds the lock. */
static gboolean is_abandoned(int descriptor, const char *temporary) {
    struct stat opened, named;
    if (fstat(descriptor, &opened) != 0 || !S_ISREG(opened.st_mode) || opened.st_uid != geteuid() ||
        opened.st_nlink != 1) {
        return FALSE;
    }
    /* The name may refer to another file by now. */
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0 && lstat(temporary, &named) == 0 &&
           named.st_dev == opened.st_dev && named.st_ino == opened.st_ino;
}

static void sweep_slot(const char *temporary) {
    const int descriptor =
        g_open(temporary, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
    if (descriptor < 0) {
        return;
    }
    if (is_abandoned(descriptor, temporary)) {
        g_unlink(temporary);
    }
    close(descriptor);
}

static void sweep(char *temporary) {
    const size_t length = strlen(temporary);
    for (int slot = 0; slot < SLOTS; slot++) {
        number_path(temporary, length, slot);
        sweep_slot(temporary);
    }
}

void latigraph_output_sweep(const char *path) {
    char *temporary = temporary_path(path);
    if (temporary != NULL) {
        sweep(temporary);
        g_free(temporary);
    }
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* Creates and locks a temporary file; returns its descriptor, or -1 with errno. */
static int create_temporary(char *temporary) {
    const size_t length = strlen(temporary);
    sweep(temporary);
    for (int slot = 0; slot < SLOTS; slot++) {
        number_path(temporary, length, slot);
        const int descriptor =
            g_open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
        if (descriptor >= 0 && hold(descriptor)) {
            return descriptor;
        }
        if (descriptor < 0 && errno != EEXIST) {
            return -1;
        }
        if (descriptor >= 0) {
            close(descriptor);
        }
    }
    memcpy(temporary + length - 6, "XXXXXX", 7);
    return g_mkstemp_full(temporary, O_RDWR | O_CLOEXEC, 0666);
}

static igraph_error_t cannot_write(const char *path, int reason) {
    IGRAPH_ERRORF("\"%s\" cannot be written: %s.", IGRAPH_EFILE, path, g_strerror(reason));
}

igraph_error_t latigraph_output_open(latigraph_output_t *output, const char *path) {
    char *copy;
    memset(output, 0, sizeof *output);
    IGRAPH_CHECK(latigraph_copy_text(path, &copy));
    IGRAPH_FINALLY(g_free, copy);
    char *temporary = temporary_path(path);
    LATIGRAPH_CHECK_MEMORY(temporary);
    IGRAPH_FINALLY(g_free, temporary);
    const int descriptor = create_temporary(temporary);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w") : NULL;
    if (file == NULL) {
        const int reason = errno;
        if (descriptor >= 0) {
            g_unlink(temporary);
            close(descriptor);
        }
        IGRAPH_CHECK(cannot_write(copy, reason));
    }
    output->path = copy;
    output->temporary = temporary;
    output->file = file;
    output->lock = fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

void latigraph_output_abandon(latigraph_output_t *output) {
    if (output->file != NULL) {
        fclose(output->file);
    }
    if (output->temporary != NULL) {
        g_unlink(output->temporary);
        if (output->lock >= 0) {
            close(output->lock);
        }
    }
    g_free(output->temporary);
    g_free(output->path);
    memset(output, 0, sizeof *output);
}

/* Makes the contents of a descriptor outlive a power cut. On macOS fsync() leaves them in the cache
 * of the drive. */
static int sync_descriptor(int descriptor) {
#ifdef F_FULLFSYNC
    if (fcntl(descriptor, F_FULLFSYNC) == 0) {
        return 0;
    }
#endif
    return fsync(descriptor);
}

igraph_error_t latigraph_output_flush(latigraph_output_t *output) {
    /* The stream remembers errors of earlier writes, which happen whenever its buffer is full. */
    int failed = ferror(output->file) ? EIO : 0;
    errno = 0;
    if (fflush(output->file) != 0 || sync_descriptor(fileno(output->file)) != 0) {
        failed = errno != 0 ? errno : EIO;
    }
    if (fclose(output->file) != 0 && failed == 0) {
        failed = errno;
    }
    output->file = NULL;
    return failed != 0 ? cannot_write(output->path, failed) : IGRAPH_SUCCESS;
}

igraph_error_t latigraph_output_rename_as(latigraph_output_t *output, const char *path) {
    if (g_rename(output->temporary, path) != 0) {
        return cannot_write(output->path, errno);
    }
    g_clear_pointer(&output->temporary, g_free);
    if (output->lock >= 0) {
        close(output->lock);
    }
    latigraph_output_abandon(output);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_output_rename(latigraph_output_t *output) {
    return latigraph_output_rename_as(output, output->path);
}

igraph_error_t latigraph_output_publish(latigraph_output_t *output) {
    char *folder;
    IGRAPH_CHECK(latigraph_output_folder(output->path, &folder));
    IGRAPH_FINALLY(g_free, folder);
    IGRAPH_CHECK(latigraph_output_rename(output));
    IGRAPH_CHECK(latigraph_folder_sync(folder));
    g_free(folder);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* --- Folders ---------------------------------------------------------------------------------- */

igraph_error_t latigraph_folder_sync(const char *folder) {
    const int descriptor = g_open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    int failed = 0;
    if (descriptor < 0) {
        /* A folder that may be written but not read cannot be synced. */
        failed = errno == EACCES ? 0 : errno;
    } else {
        failed = sync_descriptor(descriptor) != 0 ? errno : 0;
        close(descriptor);
    }
    /* Some file systems cannot sync a folder. */
    if (failed != 0 && failed != EINVAL && failed != ENOTSUP && failed != EOPNOTSUPP) {
        IGRAPH_ERRORF("Folder \"%s\" cannot be written: %s.", IGRAPH_EFILE, folder,
                      g_strerror(failed));
    }
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_folder_sync_of(const char *path) {
    char *folder;
    IGRAPH_CHECK(latigraph_output_folder(path, &folder));
    IGRAPH_FINALLY(g_free, folder);
    IGRAPH_CHECK(latigraph_folder_sync(folder));
    g_free(folder);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

void latigraph_folder_unlock(int *lock) {
    if (*lock >= 0) {
        close(*lock);
    }
    *lock = -1;
}

igraph_error_t latigraph_folder_lock(const char *folder, igraph_bool_t alone, int *lock) {
    enum { PAUSE = 10000, LIMIT = 60000000 }; /* microseconds */
    const int kind = (alone ? LOCK_EX : LOCK_SH) | LOCK_NB;
    *lock = g_open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
    IGRAPH_FINALLY(latigraph_folder_unlock, lock);
    for (int waited = 0;
         *lock >= 0 && flock(*lock, kind) != 0 && (errno == EWOULDBLOCK || errno == EINTR);
         waited += PAUSE) {
        if (waited >= LIMIT) {
            IGRAPH_ERRORF("Another process has been using the folder \"%s\" for a minute; try "
                          "again when it has ended.",
                          IGRAPH_EFILE, folder);
        }
        LATIGRAPH_ALLOW_INTERRUPTION();
        g_usleep(PAUSE);
    }
    return IGRAPH_SUCCESS;
}

static igraph_error_t create_parents(const char *folder) {
    char *above;
    IGRAPH_CHECK(latigraph_output_folder(folder, &above));
    IGRAPH_FINALLY(g_free, above);
    IGRAPH_CHECK(latigraph_folder_create(above, true, NULL));
    g_free(above);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

igraph_error_t latigraph_folder_create(const char *folder, igraph_bool_t parents,
                                       igraph_bool_t *made) {
    int failed = g_mkdir(folder, 0777) != 0 ? errno : 0;
    if (failed == ENOENT && parents && folder[0] != '\0') {
        IGRAPH_CHECK(create_parents(folder));
        failed = g_mkdir(folder, 0777) != 0 ? errno : 0;
    }
    if (made != NULL) {
        *made = failed == 0;
    }
    if (failed == 0) {
        return latigraph_folder_sync_of(folder);
    }
    if (!g_file_test(folder, G_FILE_TEST_IS_DIR)) {
        IGRAPH_ERRORF("Folder \"%s\" cannot be created: %s.", IGRAPH_EFILE, folder,
                      g_strerror(failed));
    }
    return IGRAPH_SUCCESS;
}
