/** Case folders: recorded incidents, attributions and chain data. */
@NullMarked
package org.spoor.recorded;

import org.jspecify.annotations.NullMarked;
