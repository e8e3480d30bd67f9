#include <fts.h>
#include <stdio.h>
#include <string.h>

#include <zip.h>

/*
 * chasqui-gempub FOLDER FILE: pack a book's folder, a gempub's or an EPUB's,
 * into a zip file, which appears
 * under its name when it is complete.  A program of its own, so that the
 * server maps no zip library.
 */

/* The first day that a zip file knows: the same files give the same bytes. */
#define DOS_DATE ((1 << 5) | 1)
#define DOS_TIME 0

static int
fail(const char *file, const char *what)
{
	fprintf(stderr, "%s: %s\n", file, what);
	return 3;
}

/* ---- the folder ---------------------------------------------------------- */

/* An EPUB's type: the first file, and stored as it is (OCF 3.3, 4.3). */
#define MIMETYPE "mimetype"

/* What says what the book is comes first, then all by name. */
static int
rank(const FTSENT *e)
{
	return e->fts_level == 1 && (strcmp(e->fts_name, "metadata.txt") == 0 ||
					strcmp(e->fts_name, MIMETYPE) == 0)
		   ? 0
		   : 1;
}

static int
compare(const FTSENT **a, const FTSENT **b)
{
	if (rank(*a) != rank(*b))
		return rank(*a) - rank(*b);
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

/* ---- the zip file -------------------------------------------------------- */

static int
add(zip_t *zip, const char *path, const char *name)
{
	zip_source_t *source = zip_source_file(zip, path, 0, -1);
	zip_int64_t at;

	if (source == NULL)
		return -1;
	at = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
	if (at == -1) {
		zip_source_free(source);
		return -1;
	}
	if (strcmp(name, MIMETYPE) == 0 &&
	    zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0) ==
		-1)
		return -1;
	return zip_file_set_dostime(zip, (zip_uint64_t)at, DOS_TIME, DOS_DATE,
	    0);
}

/* Every file below the folder but hidden ones; 0, or -1. */
static int
add_all(zip_t *zip, FTS *fts, size_t skip)
{
	FTSENT *e;

	while ((e = fts_read(fts)) != NULL) {
		if (e->fts_info == FTS_DNR || e->fts_info == FTS_ERR)
			return -1;
		if (e->fts_level > 0 && e->fts_name[0] == '.')
			fts_set(fts, e, FTS_SKIP);
		else if (e->fts_info == FTS_F &&
			 add(zip, e->fts_path, e->fts_path + skip) == -1)
			return -1;
	}
	return 0;
}

static int
add_folder(zip_t *zip, char *folder)
{
	char *const roots[] = { folder, NULL };
	FTS *fts = fts_open(roots, FTS_PHYSICAL | FTS_NOCHDIR, compare);
	int result;

	if (fts == NULL)
		return -1;
	result = add_all(zip, fts, strlen(folder) + 1);
	fts_close(fts);
	return result;
}

static int
pack(char *folder, const char *file)
{
	int error;
	zip_t *zip = zip_open(file, ZIP_CREATE | ZIP_TRUNCATE, &error);
	zip_error_t why;
	int status;

	if (zip == NULL) {
		zip_error_init_with_code(&why, error);
		status = fail(file, zip_error_strerror(&why));
		zip_error_fini(&why);
		return status;
	}
	if (add_folder(zip, folder) == -1)
		status = fail(folder, "cannot be read");
	else if (zip_close(zip) == 0)
		return 0;
	else
		status = fail(file, zip_strerror(zip));
	zip_discard(zip);
	return status;
}

int
main(int argc, char **argv)
{
	size_t len;

	if (argc != 3) {
		fprintf(stderr, "usage: chasqui-gempub FOLDER FILE\n");
		return 2;
	}
	len = strlen(argv[1]);
	while (len > 1 && argv[1][len - 1] == '/')
		argv[1][--len] = '\0';
	return pack(argv[1], argv[2]);
}
