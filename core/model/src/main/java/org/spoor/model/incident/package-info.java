/** Thefts: what was stolen, from whom, by whose statement. */
@NullMarked
package org.spoor.model.incident;

import org.jspecify.annotations.NullMarked;
