/** Which transactions touch an address, by what an endpoint can do. */
@NullMarked
package org.spoor.ethereum.source;

import org.jspecify.annotations.NullMarked;
