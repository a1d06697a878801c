package org.spoor.model.chain;

/**
 * Something that a run rests on.
 *
 * @param name of a file or an endpoint
 * @param sha256 of its content, lower-case hexadecimal
 */
public record Source(String name, String sha256) {

  /** The same among files of several incidents, with the incident's id before its name. */
  public Source of(String incident) {
    return new Source(incident + "/" + name, sha256);
  }
}
