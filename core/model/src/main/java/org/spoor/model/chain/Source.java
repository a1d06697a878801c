package org.spoor.model.chain;

/**
 * Something that a run rests on.
 *
 * @param name of a file or an endpoint
 * @param sha256 of its content, lower-case hexadecimal
 */
public record Source(String name, String sha256) {}
