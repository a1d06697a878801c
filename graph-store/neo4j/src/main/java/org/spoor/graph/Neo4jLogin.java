package org.spoor.graph;

import java.net.URI;

/**
 * Where a Neo4j server is reached, and as whom.
 *
 * @param password never part of any text
 */
public record Neo4jLogin(URI uri, String user, String password) {

  @Override
  public String toString() {
    return uri + " as " + user;
  }
}
