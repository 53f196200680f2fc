package dev.setpoint.plan;

import java.util.List;
import java.util.Optional;

/**
 * A step as the text has it, before anything is known of claims; {@link Identity} makes a {@link
 * Step} of it.
 *
 * @param title the heading without leading number
 * @param anchor GitHub's fragment of the whole heading
 * @param line of the heading, from 1
 * @param index of the heading in its line, from 0
 * @param id the {@code id:} field
 * @param kind how it is carried out, defaults applied
 * @param needs the {@code needs:} field; empty: the step before, an empty list: nothing
 * @param parallel whether it needs what the step before needs
 * @param skip the reason, when it is to be skipped
 * @param description verbatim, without surrounding blank lines
 * @param fields fingerprint, see {@link Step#fields()}
 * @param text fingerprint, see {@link Step#text()}
 * @param terms how else it takes part
 * @param problems of this step alone
 */
record WrittenStep(
    String title,
    String anchor,
    int line,
    int index,
    Optional<Reference> id,
    Kind kind,
    Optional<List<Reference>> needs,
    boolean parallel,
    Optional<String> skip,
    String description,
    Print fields,
    Print text,
    Terms terms,
    List<Problem> problems) {}
