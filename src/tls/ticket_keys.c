#include "tls/ticket_keys.h"

#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <openssl/crypto.h>
#include <openssl/rand.h>

#include "base/buf.h"
#include "base/file.h"

#define DAY 86400

int
ticket_keys_read(struct ticket_keys *keys, const char *path,
    struct problem *why)
{
	struct buf bytes = { 0 };
	int status = buf_read_file(&bytes, path, sizeof keys->key, why);

	memset(keys, 0, sizeof *keys);
	if (status == 0 && (bytes.len == 0 || bytes.len % sizeof *keys->key))
		status = problem_set(why, 0,
		    "is not a file of session ticket keys: want 80 random "
		    "bytes for each");
	if (status == 0) {
		memcpy(keys->key, bytes.data, bytes.len);
		keys->n = bytes.len / sizeof *keys->key;
	}
	if (bytes.data != NULL)
		OPENSSL_cleanse(bytes.data, bytes.len);
	buf_free(&bytes);
	return status == 0 ? 0 : problem_in(why, path);
}

/* A new key in front; the last one falls off the end. */
static int
renew(struct ticket_keys *keys, struct problem *why)
{
	struct ticket_key fresh;

	if (RAND_priv_bytes((unsigned char *)&fresh, sizeof fresh) != 1)
		return problem_set(why, 0, "no randomness for ticket keys");
	memmove(&keys->key[1], &keys->key[0],
	    sizeof keys->key - sizeof *keys->key);
	keys->key[0] = fresh;
	OPENSSL_cleanse(&fresh, sizeof fresh);
	/* A day or two: longer than any ticket is valid. */
	keys->n = keys->n == 0 ? 1 : 2;
	return 0;
}

int
ticket_keys_make(struct ticket_keys *keys, struct problem *why)
{
	memset(keys, 0, sizeof *keys);
	return renew(keys, why);
}

static bool
old(const char *path)
{
	struct stat st;
	time_t now = time(NULL);

	/* A clock that was set back must not keep a key for ever. */
	return stat(path, &st) == -1 || st.st_mtime > now + DAY ||
	       now - st.st_mtime > DAY;
}

int
ticket_keys_keep(struct ticket_keys *keys, const char *path,
    struct problem *why)
{
	if (ticket_keys_read(keys, path, NULL) == 0 && !old(path))
		return 0;
	if (renew(keys, why) == -1)
		return -1;
	if (file_write(path, keys->key, keys->n * sizeof *keys->key, 0600,
		why) == 0)
		return 0;
	return problem_in(why, path);
}
