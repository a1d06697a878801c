/** Tests of the Ethereum reader against a real node. */
@NullMarked
package org.spoor.ethereum;

import org.jspecify.annotations.NullMarked;
