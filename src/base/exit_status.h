#ifndef BASE_EXIT_STATUS_H
#define BASE_EXIT_STATUS_H

/* Exit statuses of every command and of its helper programs: chasqui(1). */
enum cmd_status {
	CMD_DONE = 0,
	CMD_PROBLEMS = 1, /* found in the input */
	CMD_USAGE = 2,    /* wrong usage or configuration */
	CMD_SYSTEM = 3,   /* the system refused: port, disk, permission */
};

#endif
