/**
 * The webhook server: hears that something happened, and lets passes run, one a repository at a
 * time. It decides when and for which repository; what a pass does is none of its business.
 */
@NullMarked
package dev.setpoint.edge.server;

import org.jspecify.annotations.NullMarked;
