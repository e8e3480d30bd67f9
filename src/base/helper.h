#ifndef BASE_HELPER_H
#define BASE_HELPER_H

/* The programs that do what the server must not link the libraries for. */
#define HELPER_IMPORT  "chasqui-import"
#define HELPER_GEMPUB  "chasqui-gempub"
#define HELPER_PICTURE "chasqui-picture"

/*
 * Become one of them, which is beside this program or in its libexec folder.
 * argv[0] is the name that it is called by, and argv ends with NULL.  Returns
 * only when that fails, with errno.
 */
void helper_exec(const char *program, const char *const *argv);

/* Become this program anew.  Never returns: 127 where that fails. */
void helper_exec_self(const char *const *argv) __attribute__((noreturn));

#endif
