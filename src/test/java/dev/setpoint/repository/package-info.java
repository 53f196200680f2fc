/** The repository's own files that other programs read: workflows, actions, forms, the release. */
@NullMarked
package dev.setpoint.repository;

import org.jspecify.annotations.NullMarked;
