#include "import/core/unzip.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zip.h>

#include "base/file.h"
#include "import/core/item.h"

#define ENTRIES_MAX 200000       /* an export of twenty years has 30,000 */
#define BYTES_MAX   (2ull << 30) /* of what is unpacked, in all */
/*
 * Prose is packed to a fifth, the markup of an export to a twentieth at best;
 * what is made to fill a disk, to a thousandth.
 */
#define RATIO_MAX   200
#define RATIO_SPARE (16ull << 20) /* bytes that a short file may well hold */

#define NAME_BYTES   1024 /* of an entry's name; more is no file's */
#define FOLDERS_DEEP 16
#define PIECE        (64u * 1024)

bool
unzip_is(const char *head, size_t len)
{
	return len >= 4 && (memcmp(head, "PK\3\4", 4) == 0 ||
			       memcmp(head, "PK\5\6", 4) == 0);
}

/* ---- names ---- */

/* A zip file that is being unpacked. */
struct unzipping {
	zip_t *zip;
	int folder;
	bool full; /* the disk is: there is no use in going on */
	unzip_wanted *wanted;
	const struct intake *in;
};

/* "__MACOSX/._a.html" and the like: what a system keeps beside the files. */
static bool
is_beside(const char *name)
{
	return strncmp(name, "__MACOSX/", 9) == 0 || name[0] == '.' ||
	       strstr(name, "/.") != NULL;
}

/* "./posts/./a.html" without the dots, which lead nowhere. */
static void
drop_dots(char *name)
{
	char *to = name;

	while (*name != '\0') {
		size_t len = strcspn(name, "/");

		len += name[len] == '/';
		if (strncmp(name, "./", 2) != 0) {
			memmove(to, name, len);
			to += len;
		}
		name += len;
	}
	*to = '\0';
}

static bool
has_control(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < 0x20 || *s == 0x7F)
			return true;
	return false;
}

/* Why no file can have this name below the folder; NULL: one can. */
static const char *
refused_name(const char *name)
{
	int deep = 0;

	if (name[0] == '/')
		return "its name leads out of the zip file";
	if (has_control(name))
		return "its name is none of a file";
	while (*name != '\0') {
		size_t len = strcspn(name, "/");

		if (len == 2 && strncmp(name, "..", 2) == 0)
			return "its name leads out of the zip file";
		if (len == 0 || len > NAME_MAX || ++deep > FOLDERS_DEEP)
			return "its name is none of a file";
		name += len + (name[len] == '/');
	}
	return NULL;
}

/* As it is to be called here: some programs of Windows write "posts\a.html". */
static bool
name_of(const struct unzipping *u, zip_uint64_t at, char name[NAME_BYTES])
{
	const char *s = zip_get_name(u->zip, at, ZIP_FL_ENC_GUESS);
	size_t len = s != NULL ? strlen(s) : 0;

	if (len == 0 || len >= NAME_BYTES)
		return false;
	(void)snprintf(name, NAME_BYTES, "%s", s);
	for (char *c = name; (c = strchr(c, '\\')) != NULL;)
		*c = '/';
	drop_dots(name);
	return name[0] != '\0';
}

static bool
is_link(const struct unzipping *u, zip_uint64_t at)
{
	zip_uint8_t system;
	zip_uint32_t attributes;

	return zip_file_get_external_attributes(u->zip, at, 0, &system,
		   &attributes) == 0 &&
	       system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16);
}

/* Is it to be unpacked?  What is not for a reason is told when tell says so. */
static bool
takes(const struct unzipping *u, zip_uint64_t at, char name[NAME_BYTES],
    zip_stat_t *st, bool tell)
{
	const char *why;

	if (!name_of(u, at, name) || !u->wanted(name) ||
	    zip_stat_index(u->zip, at, 0, st) == -1 ||
	    (st->valid & ZIP_STAT_SIZE) == 0)
		return false;
	why = refused_name(name);
	if (why == NULL && is_beside(name))
		return false;
	if (why == NULL && is_link(u, at))
		why = "is a link";
	if (why == NULL && st->encryption_method != ZIP_EM_NONE)
		why = "is encrypted";
	if (why != NULL && tell)
		u->in->skipped(u->in->ctx, 0, name, why);
	return why == NULL;
}

/* ---- what is too much ---- */

/* Nothing is written before all entries have said how large they are. */
static int
judge_sizes(const struct unzipping *u, uint64_t packed, struct problem *why)
{
	zip_int64_t n = zip_get_num_entries(u->zip, 0);
	uint64_t all = 0;

	if (n > ENTRIES_MAX)
		return problem_set(why, 0,
		    "is a zip file of more than %d files", ENTRIES_MAX);
	for (zip_uint64_t i = 0; i < (zip_uint64_t)n; i++) {
		char name[NAME_BYTES];
		zip_stat_t st;

		if (!takes(u, i, name, &st, true))
			continue;
		all += st.size;
		if (st.size > BYTES_MAX || all > BYTES_MAX)
			return problem_set(why, 0,
			    "is a zip file that holds more than %llu GB",
			    BYTES_MAX >> 30);
	}
	if (all > RATIO_SPARE && all / RATIO_MAX > packed)
		return problem_set(why, 0,
		    "is a zip file that holds %d times its size: no export "
		    "does, it is made to fill a disk",
		    RATIO_MAX);
	return 0;
}

/* ---- unpacking ---- */

/* The file and the folders above it; -1 with errno. */
static int
make_file(int folder, const char *name)
{
	char above[NAME_BYTES];

	for (const char *at = strchr(name, '/'); at != NULL;
	     at = strchr(at + 1, '/')) {
		(void)snprintf(above, sizeof above, "%.*s", (int)(at - name),
		    name);
		if (mkdirat(folder, above, 0700) == -1 && errno != EEXIST)
			return -1;
	}
	return openat(folder, name,
	    O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

static int
say_refused(struct unzipping *u, struct problem *why)
{
	u->full = errno == ENOSPC || errno == EDQUOT;
	return problem_errno(why, "cannot be unpacked");
}

static int
copy_out(struct unzipping *u, zip_file_t *from, int to, uint64_t size,
    struct problem *why)
{
	char piece[PIECE];
	zip_int64_t n;

	while ((n = zip_fread(from, piece, sizeof piece)) > 0) {
		if ((uint64_t)n > size)
			return problem_set(why, 0, "is longer than it says");
		size -= (uint64_t)n;
		if (file_write_all(to, piece, (size_t)n) == -1)
			return say_refused(u, why);
	}
	if (n == -1 || size > 0)
		return problem_set(why, 0, "is damaged: %s",
		    n == -1 ? zip_file_strerror(from) : "too short");
	return 0;
}

/* One entry; what is damaged leaves no file. */
static int
take_out(struct unzipping *u, zip_uint64_t at, const char *name, uint64_t size,
    struct problem *why)
{
	zip_file_t *from = zip_fopen_index(u->zip, at, 0);
	int to, rc;

	if (from == NULL)
		return problem_set(why, 0, "cannot be unpacked: %s",
		    zip_strerror(u->zip));
	to = make_file(u->folder, name);
	if (to == -1) {
		(void)zip_fclose(from);
		return say_refused(u, why);
	}
	rc = copy_out(u, from, to, size, why);
	(void)zip_fclose(from);
	close(to);
	if (rc == -1)
		(void)unlinkat(u->folder, name, 0);
	return rc;
}

static int
unpack_all(struct unzipping *u, struct problem *why)
{
	zip_int64_t n = zip_get_num_entries(u->zip, 0);
	size_t files = 0;

	for (zip_uint64_t i = 0; i < (zip_uint64_t)n; i++) {
		struct problem of = { .file = "" };
		char name[NAME_BYTES];
		zip_stat_t st;

		if (!takes(u, i, name, &st, false))
			continue;
		if (take_out(u, i, name, st.size, &of) == 0) {
			files++;
		} else if (u->full) {
			*why = of;
			return -1;
		} else if (u->in->problem != NULL) {
			problem_in(&of, name);
			u->in->problem(u->in->ctx, &of);
		}
	}
	return files > 0 ? 0
			 : problem_set(why, 0,
			       "is a zip file without a page or an export");
}

/* The zip library closes what it is given. */
static zip_t *
open_zip(int fd, struct problem *why)
{
	int own = fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1), code = 0;
	zip_t *zip = own != -1 ? zip_fdopen(own, 0, &code) : NULL;
	zip_error_t error;

	if (zip != NULL)
		return zip;
	if (own != -1)
		close(own);
	zip_error_init_with_code(&error, code);
	if (code == ZIP_ER_NOZIP) /* what is in it stands at its end */
		problem_set(why, 0, "is a zip file without its end");
	else
		problem_set(why, 0, "is a damaged zip file: %s",
		    zip_error_strerror(&error));
	zip_error_fini(&error);
	return NULL;
}

int
unzip(int fd, const char *folder, unzip_wanted *wanted, const struct intake *in,
    struct problem *why)
{
	struct unzipping u = { .wanted = wanted, .in = in, .folder = -1 };
	struct stat st;
	int rc = -1;

	u.zip = open_zip(fd, why);
	if (u.zip == NULL)
		return -1;
	u.folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (u.folder == -1 || fstat(fd, &st) == -1)
		problem_errno(why, "cannot be unpacked");
	else if (judge_sizes(&u, (uint64_t)st.st_size, why) == 0)
		rc = unpack_all(&u, why);
	if (u.folder != -1)
		close(u.folder);
	zip_discard(u.zip);
	return rc;
}
