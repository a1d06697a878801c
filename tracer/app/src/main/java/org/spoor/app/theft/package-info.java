/** Thefts that the command line states. */
@NullMarked
package org.spoor.app.theft;

import org.jspecify.annotations.NullMarked;
