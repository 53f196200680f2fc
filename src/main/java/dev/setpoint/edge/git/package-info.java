/**
 * Plans, claims and the plan branch in any git repository, by JGit; no work tree, no subprocess.
 */
@NullMarked
package dev.setpoint.edge.git;

import org.jspecify.annotations.NullMarked;
