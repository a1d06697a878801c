/** How a run reaches the configured sources, and the commands that show those. */
@NullMarked
package org.spoor.app.live;

import org.jspecify.annotations.NullMarked;
