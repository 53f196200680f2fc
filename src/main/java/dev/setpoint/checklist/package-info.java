/** Other people's Markdown checklists, and the plans they become: pure. */
@NullMarked
package dev.setpoint.checklist;

import org.jspecify.annotations.NullMarked;
