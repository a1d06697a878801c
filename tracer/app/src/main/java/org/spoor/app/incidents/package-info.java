/** The commands that show the shipped incidents, and what was stolen in them. */
@NullMarked
package org.spoor.app.incidents;

import org.jspecify.annotations.NullMarked;
