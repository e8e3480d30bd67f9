#ifndef IMPORT_HTML_PREFACE_H
#define IMPORT_HTML_PREFACE_H

#include <stddef.h>

/*
 * How many bytes a server has printed before a page: notices of PHP (a page
 * that was saved from a site with warnings on begins with thirty of them), in
 * front of "<!DOCTYPE html>".  0: none, or what stands there may be content.
 */
size_t preface_len(const char *html);

#endif
