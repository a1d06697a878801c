/** The files of a case folder: text, tables and YAML, each value with the place where it stands. */
@NullMarked
package org.spoor.recorded.file;

import org.jspecify.annotations.NullMarked;
