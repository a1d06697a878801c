package org.spoor.recorded.file;

import org.spoor.model.SpoorException;

/** Where fields stand: a row, a mapping, an object of a file. */
interface Place {

  /**
   * A refusal that names file and line.
   *
   * @param field the name of the field in this place
   */
  SpoorException refuse(String field, String problem);
}
