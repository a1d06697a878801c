/** The command that traces: what is gathered for a run, how far it goes, what it leaves behind. */
@NullMarked
package org.spoor.app.trace;

import org.jspecify.annotations.NullMarked;
