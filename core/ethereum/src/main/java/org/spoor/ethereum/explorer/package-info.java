/** Explorers of the kind that Etherscan began: lists of an address's transactions over HTTP. */
@NullMarked
package org.spoor.ethereum.explorer;

import org.jspecify.annotations.NullMarked;
