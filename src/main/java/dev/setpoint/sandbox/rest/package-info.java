/** GitHub's REST operations over the sandbox's world, in GitHub's own shapes. */
@NullMarked
package dev.setpoint.sandbox.rest;

import org.jspecify.annotations.NullMarked;
