/** The result of a trace and the port that stores it. */
@NullMarked
package org.spoor.model.flow;

import org.jspecify.annotations.NullMarked;
