#include "text/progress.h"

#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "text/now.h"

void
progress_show(const char *what, size_t n)
{
	static int64_t shown_ms; /* 0: the line is empty */
	int64_t now = now_ms(CLOCK_MONOTONIC);

	if (!isatty(STDERR_FILENO) || (what == NULL && shown_ms == 0))
		return;
	if (what == NULL)
		fputs("\r\033[K", stderr);
	else if (now - shown_ms >= 200)
		fprintf(stderr, "\r%zu %s\033[K", n, what);
	else
		return;
	shown_ms = what != NULL ? now : 0;
}
