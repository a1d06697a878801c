package org.spoor.model.incident;

/**
 * A source of facts.
 *
 * @param where a repository and path, a page, a document
 * @param opened whether it was read itself, not only quoted by another
 */
public record Citation(String id, String where, String commit, boolean opened, String what) {}
