package dev.setpoint.edge.server.queue;

import java.util.List;
import java.util.Optional;

/**
 * One installation of the App with its repositories, as discovered.
 *
 * @param id 0 for a plain token
 * @param account whose installation it is
 * @param suspended by its owner or GitHub: nothing is asked in its name
 * @param repositories full names; empty when they could not be asked for: then they are as before
 */
public record Member(
    long id, String account, boolean suspended, Optional<List<String>> repositories) {}
