#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "import/images/picture_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A picture's bytes, and an address: no path leaves its folder. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char safe[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
	struct buf text = { 0 };
	char path[PICTURE_PATH_SIZE];
	const char *file;

	buf_add(&text, data, size);
	picture_extension(buf_str(&text), size);
	picture_path(buf_str(&text), buf_str(&text), buf_str(&text), path);
	if (memcmp(path, "static/img/", 11) != 0)
		abort();
	file = path + 11 + strspn(path + 11, safe);
	if (file == path + 11 || *file != '/' ||
	    strspn(file + 1, safe) != strlen(file + 1) || strlen(file) < 11)
		abort();
	buf_free(&text);
	return 0;
}
