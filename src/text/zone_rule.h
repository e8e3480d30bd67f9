#ifndef TEXT_ZONE_RULE_H
#define TEXT_ZONE_RULE_H

#include "text/zone.h"

/* Seconds east of Greenwich at a moment, as the rule has it. */
int zone_rule_offset(const struct zone_rule *r, int64_t seconds);

#endif
