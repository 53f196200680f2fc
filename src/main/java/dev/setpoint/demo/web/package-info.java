/**
 * The demo in a browser: the sandbox, real passes that are watched through a lens over their ports,
 * and a small HTTP server that tells the page what happens. Nothing here decides anything about
 * plans.
 */
@NullMarked
package dev.setpoint.demo.web;

import org.jspecify.annotations.NullMarked;
