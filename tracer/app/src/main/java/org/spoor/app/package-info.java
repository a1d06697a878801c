/** The command line, and the wiring of the modules. */
@NullMarked
package org.spoor.app;

import org.jspecify.annotations.NullMarked;
