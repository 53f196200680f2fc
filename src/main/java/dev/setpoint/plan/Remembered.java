package dev.setpoint.plan;

/**
 * What claims and receipts remember of a step that was once started; enough to recognise it after a
 * rename.
 *
 * @param id its id
 * @param title its title when last claimed
 * @param fields {@link Step#fields()} then
 * @param text fingerprint of the description alone then (a rename changes the title, not this)
 * @param unsettled no outcome and no withdrawal is recorded yet: the step was in the text when the
 *     last pass looked, even if that pass died before it could write the block
 */
public record Remembered(StepId id, String title, String fields, String text, boolean unsettled) {}
