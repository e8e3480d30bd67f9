#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "import/images/markdown_images.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ctx: what becomes of every picture. */
static enum image_fate
judge(void *ctx, struct buf *url, struct buf *alt)
{
	const enum image_fate *fate = ctx;

	if (*fate == IMAGE_CHANGES) {
		buf_adds(url, "/x y(");
		buf_adds(alt, "[*");
	}
	return *fate;
}

/* Pictures that stay leave every byte as it was. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static enum image_fate fates[] = { IMAGE_STAYS, IMAGE_CHANGES,
		IMAGE_GOES };

	for (size_t i = 0; i < 3; i++) {
		struct buf text = { 0 };

		buf_add(&text, data, size);
		markdown_images(&text, judge, &fates[i]);
		if (fates[i] == IMAGE_STAYS &&
		    (text.len != size ||
			(size > 0 && memcmp(text.data, data, size) != 0)))
			abort();
		buf_free(&text);
	}
	return 0;
}
